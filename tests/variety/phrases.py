"""Sentences in which offices state their figures, and sentences with numbers that are none of them.

A slot `{code}` (`{code@applicant}`, `{code@@cumulative}`) is a figure that must be read; `{?code}` one that may be read;
`{%part/whole}` their share; `{#a-b}` any number; `{place}`, `{s}` (how the body calls itself), `{y}`, `{py}`, `{ny}`
(this, last and next year), `{u}` (the office's word for an application) and `{g}` (the government or office) are words.
A phrase that starts with `=code,code=` states that these are nought. Voices are tried at random, one of a topic.
"""

from __future__ import annotations

# topic -> (eras, voices); eras: "o" reports up to 2018, "n" since 2019
TOPICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "items": (
        "on",
        (
            "{y}年，{s}共主动公开政府信息{proactive.items}条。",
            "{y}年{s}累计主动公开政府信息{proactive.items}条，较上年增长{#2-60}.{#1-9}%。",
            "截至{y}年12月31日，本年度{s}通过各种渠道主动公开政府信息{proactive.items}条。",
            "据统计，{y}年度{s}主动公开政府信息总数为{proactive.items}条，比{py}年（{#100-9000}条）有所增加。",
            "一年来，{s}主动公开各类政府信息{proactive.items}条，其中通过政府网站公开{proactive.channel.website}条（占{%proactive.channel.website/proactive.items}）。",
            "{y}年，{s}主动公开政府信息数为{proactive.items}条。其中，政府公报公开{proactive.channel.gazette}条，政府网站公开{proactive.channel.website}条，政务微博公开{proactive.channel.weibo}条，政务微信公开{proactive.channel.wechat}条，其他方式公开{proactive.channel.other}条。",
            "全年主动公开政府信息{proactive.items}条；历年累计主动公开政府信息{proactive.items@@cumulative}条。",
            "{s}{y}年主动公开政府信息{proactive.items}条，自《条例》施行以来累计公开{proactive.items@@cumulative}条。",
            "主动公开政府信息数量。{y}年度，{s}主动公开政府信息{proactive.items}条，其中本级部门公开{proactive.by_publisher.departments}条，下级政府公开{proactive.by_publisher.lower_levels}条。",
            "（一）公开数量：全年共主动公开政府信息{proactive.items}条，同比下降{#1-30}.{#1-9}个百分点。",
            "{y}年1月1日至12月31日，{s}共主动公开信息{proactive.items}条，全部在规定时限内公开。",
        ),
    ),
    "channels": (
        "on",
        (
            "从公开渠道看，通过政府网站公开{proactive.channel.website}条、政府公报公开{proactive.channel.gazette}条、政务微博公开{proactive.channel.weibo}条、政务微信公开{proactive.channel.wechat}条。",
            "其中：政府网站公开信息{proactive.channel.website}条；政务微博微信公开信息{proactive.channel.weibo_wechat}条；报刊、广播、电视等新闻媒体公开信息{proactive.channel.news_media}条。",
            "通过政府门户网站公开政府信息{proactive.channel.website}条，通过政务新媒体公开政府信息{proactive.channel.new_media}条，通过其他方式公开政府信息{proactive.channel.other}条。",
            "通过政府公报公开政府信息{proactive.channel.gazette}条，占{%proactive.channel.gazette/proactive.items}；通过报纸、电视、广播等媒体公开政府信息{proactive.channel.news_media}条，占{%proactive.channel.news_media/proactive.items}。",
            "政府网站公开政府信息数{proactive.channel.website}条，政务微博公开政府信息数{proactive.channel.weibo}条，政务微信公开政府信息数{proactive.channel.wechat}条。",
        ),
    ),
    "normative": (
        "o",
        (
            "全年制发规范性文件{proactive.normative_documents_issued}件，主动公开规范性文件{proactive.normative_documents_disclosed}件。",
            "{y}年{s}制发规范性文件总数{proactive.normative_documents_issued}件。",
        ),
    ),
    "gazette": (
        "on",
        (
            "全年编辑出版《{place}人民政府公报》{gazette.issues}期，发行{#1000-9000}册。",
            "{y}年共编发政府公报{gazette.issues}期，免费赠阅{#1-9}万份。",
            "政府公报全年出刊{gazette.issues}期，刊登文件{#20-200}件。",
        ),
    ),
    "press": (
        "on",
        (
            "全年召开新闻发布会{responses.press_conferences}场。",
            "{y}年，{s}举办新闻发布会{responses.press_conferences}次，其中主要负责同志参加{responses.press_conferences_led}次。",
            "参加或举办新闻发布会{responses.press_conferences}场次，主要负责同志参加新闻发布会{responses.press_conferences_led}次。",
            "组织召开新闻发布会共计{responses.press_conferences}场，及时回应社会关切。",
        ),
    ),
    "interviews": (
        "on",
        (
            "开展政府网站在线访谈{responses.online_interviews}期。",
            "组织在线访谈{responses.online_interviews}次，其中主要负责同志参加政府网站在线访谈{responses.online_interviews_led}次。",
            "全年举办政府网站在线访谈活动{responses.online_interviews}场，网民参与互动{#100-9000}人次。",
        ),
    ),
    "interpretations": (
        "on",
        (
            "发布政策解读稿件{responses.interpretations}篇。",
            "全年共发布政策解读材料{responses.interpretations}篇，其中图文解读{#1-9}篇。",
            "{y}年{s}累计发布各类政策解读{responses.interpretations}条，做到应解读尽解读。",
            "坚持政策文件与解读方案同步起草、同步审批、同步发布，全年发布政策解读信息{responses.interpretations}条。",
        ),
    ),
    "hot": (
        "on",
        (
            "回应公众关注热点或重大舆情{responses.hot_issues}次。",
            "全年回应公众关注热点或重大舆情数{responses.hot_issues}次，通过微博微信回应事件{responses.weibo_wechat}次，其他方式回应事件{responses.other}次。",
            "主动回应社会关切热点{responses.hot_issues}次。",
        ),
    ),
    "consult": (
        "on",
        (
            "开展民意征集{responses.consultations}次、网上调查{responses.surveys}次。",
            "全年通过门户网站开展民意征集{responses.consultations}期，开展网上调查{responses.surveys}期。",
            "组织网上调查{responses.surveys}次，公众参与{#100-9000}人次。",
        ),
    ),
    "proposals": (
        "on",
        (
            "公开人大代表建议和政协委员提案答复{responses.proposals_published}件。",
            "全年公开建议提案办理复文{responses.proposals_published}件，满意率{#90-99}%。",
        ),
    ),
    "accounts": (
        "on",
        (
            "{s}共开设政务新媒体账号{platform.accounts}个，其中微信公众号{platform.accounts.wechat}个、微博{platform.accounts.weibo}个、其他{platform.accounts.other}个。",
            "截至{y}年底，{s}政务新媒体账号共{platform.accounts}个。",
        ),
    ),
    "hotline": (
        "on",
        (
            "12345政务服务便民热线全年受理群众诉求{hotline.cases}件，满意率{hotline.satisfaction}%。",
            "12345热线共受理来电{hotline.cases}件，群众满意率达{hotline.satisfaction}%。",
            "全年12345热线受理各类诉求{hotline.cases}件，按时办结率{#90-99}.{#10-99}%。",
        ),
    ),
    "received": (
        "on",
        (
            "{y}年，{s}共收到政府信息公开申请{applications.received}{u}。",
            "{y}年{s}共受理政府信息公开申请{applications.received}{u}，同比增长{#1-90}.{#1-9}%。",
            "全年收到政府信息公开申请{applications.received}{u}，其中当面申请{applications.channel.in_person}{u}、传真申请{applications.channel.fax}{u}、网络申请{applications.channel.online}{u}、信函申请{applications.channel.letter}{u}。",
            "{y}年，{s}新收政府信息公开申请{applications.received}{u}，比{py}年的{#10-900}{u}多{#1-90}{u}。",
            "本年度共收到依申请公开政府信息申请{applications.received}{u}（{py}年为{#10-900}{u}）。",
            "{s}收到公民、法人和其他组织提出的政府信息公开申请共{applications.received}{u}，其中自然人申请{applications.received@natural_person}{u}。",
            "收到申请情况：{y}年{s}收到信息公开申请{applications.received}{u}。其中，网络提交{applications.channel.online}{u}，占{%applications.channel.online/applications.received}；当面提交{applications.channel.in_person}{u}，占{%applications.channel.in_person/applications.received}；信函、传真申请{applications.channel.letter_fax}{u}，占{%applications.channel.letter_fax/applications.received}。",
            "{y}年受理政府信息公开申请总数为{applications.received}{u}，历年累计{applications.received@@cumulative}{u}。",
            "{y}年，{s}收到政府信息公开申请{applications.received}{u}，其中本级部门收到{applications.by_receiver.departments}{u}，下级政府收到{applications.by_receiver.lower_levels}{u}。",
            "在依申请公开方面，{s}共接收政府信息公开申请{applications.received}{u}。",
        ),
    ),
    "received_in": (
        "n",
        (
            "{y}年，{s}新收政府信息公开申请{applications.received}{u}，上年结转{applications.carried_in}{u}。",
            "{y}年{s}共办理政府信息公开申请{applications.accepted_total}{u}，其中本年新收{applications.received}{u}，上年结转{applications.carried_in}{u}。",
            "本年新收政府信息公开申请{applications.received}{u}，上年度结转{applications.carried_in}{u}，结转下年度继续办理{applications.carried_out}{u}。",
        ),
    ),
    "closed": (
        "o",
        (
            "申请办结数{applications.closed}{u}，其中按时办结{applications.closed.on_time}{u}，延期办结{applications.closed.extended}{u}。",
            "全年共办结申请{applications.closed}{u}，按时办结数{applications.closed.on_time}{u}，延期办结数{applications.closed.extended}{u}。",
        ),
    ),
    "outcomes_old": (
        "o",
        (
            "申请答复数{applications.answered}{u}。其中：属于已主动公开范围{applications.outcome.already_public}{u}，同意公开答复{applications.outcome.granted}{u}，同意部分公开答复{applications.outcome.granted_partly}{u}，不同意公开答复{applications.outcome.refused}{u}，不属于本行政机关公开{applications.outcome.not_this_body}{u}，申请信息不存在{applications.outcome.not_existing}{u}，告知作出更改补充{applications.outcome.clarification_asked}{u}。",
            "在已答复的{applications.answered}{u}申请中，同意公开{applications.outcome.granted}{u}，占{%applications.outcome.granted/applications.answered}；同意部分公开{applications.outcome.granted_partly}{u}，占{%applications.outcome.granted_partly/applications.answered}；不予公开{applications.outcome.refused}{u}，占{%applications.outcome.refused/applications.answered}。",
            "共答复政府信息公开申请{applications.answered}{u}，其中“同意公开”{applications.outcome.granted}{u}，“同意部分公开”{applications.outcome.granted_partly}{u}，“不予公开”{applications.outcome.refused}{u}，“申请信息不存在”{applications.outcome.not_existing}{u}，“不属于本机关公开”{applications.outcome.not_this_body}{u}。",
            "对申请的答复总数为{applications.answered}{u}，历年累计{applications.answered@@cumulative}{u}。不予公开的{applications.outcome.refused}{u}中，涉及国家秘密{applications.outcome.refused.state_secret}{u}、涉及商业秘密{applications.outcome.refused.trade_secret}{u}、涉及个人隐私{applications.outcome.refused.privacy}{u}。",
            "已主动公开{applications.outcome.already_public}{u}、同意公开{applications.outcome.granted}{u}、部分公开{applications.outcome.granted_partly}{u}、不予公开{applications.outcome.refused}{u}。",
        ),
    ),
    "outcomes_new": (
        "n",
        (
            "全年办结{applications.answered}{u}，其中予以公开{applications.outcome.granted}{u}，部分公开{applications.outcome.granted_partly}{u}，不予公开{applications.outcome.refused}{u}，无法提供{applications.outcome.unable}{u}，不予处理{applications.outcome.not_processed}{u}，其他处理{applications.outcome.other}{u}。",
            "从办理结果看，予以公开{applications.outcome.granted}{u}（占{%applications.outcome.granted/applications.answered}）、部分公开{applications.outcome.granted_partly}{u}（占{%applications.outcome.granted_partly/applications.answered}）、不予公开{applications.outcome.refused}{u}、无法提供{applications.outcome.unable}{u}、不予处理{applications.outcome.not_processed}{u}。",
            "已答复申请{applications.answered}{u}，其余{applications.carried_out}{u}结转下年度继续办理。",
        ),
    ),
    "days": (
        "on",
        (
            "平均答复时间为{applications.reply_days_average}个工作日。",
            "申请平均办理时长{applications.reply_days_average}个工作日，比法定时限缩短{#1-9}个工作日。",
        ),
    ),
    "fees": (
        "on",
        (
            "依申请公开政府信息共收取费用{applications.fees_collected}万元。",
            "=applications.fees_collected={y}年{s}依申请公开信息收取的费用为0元。",
            "=?applications.fees_collected={y}年，{s}未收取政府信息公开任何费用。",
            "=?applications.fees_collected={s}向公民提供政府信息均未收取检索、复制、邮寄等费用。",
        ),
    ),
    "disputes": (
        "on",
        (
            "{y}年，{s}因政府信息公开被申请行政复议{review.total}件，被提起行政诉讼{litigation.total}件。",
            "因政府信息公开引发的行政复议{review.total}件，其中维持{review.upheld}件，被依法纠错{review.corrected}件，其他情形{review.other}件。",
            "{y}年发生行政复议案件{review.total}宗（维持具体行政行为{review.upheld}宗，被依法纠错{review.corrected}宗，其他情形{review.other}宗）。",
            "{y}年，{s}发生因政府信息公开提起的行政诉讼{litigation.total}件，其中维持具体行政行为或者驳回原告诉讼请求{litigation.upheld}件，被依法纠错{litigation.corrected}件，其他情形{litigation.other}件。",
            "涉及政府信息公开的行政复议{review.total}件，历年累计{review.total@@cumulative}件；行政诉讼{litigation.total}件，历年累计{litigation.total@@cumulative}件。",
            "=review.total,litigation.total={y}年，{s}未发生因政府信息公开引起的行政复议、行政诉讼。",
            "=review.total,litigation.total=本年度{s}没有因政府信息公开申请行政复议、提起行政诉讼的情况。",
            "=review.total,litigation.total={y}年度，{s}因政府信息公开引起的行政复议、行政诉讼均为0件。",
            "=review.total,litigation.total=行政复议数0件，行政诉讼数0件。",
        ),
    ),
    "complaints": (
        "o",
        (
            "收到政府信息公开举报投诉{complaints.total}件。",
            "=complaints.total={y}年，{s}未收到关于政府信息公开工作的举报投诉。",
            "接受与政府信息公开有关的行政申诉、举报{complaints.total}件，均已办结。",
        ),
    ),
    "institution": (
        "o",
        (
            "{s}从事政府信息公开工作人员{institution.staff}人，其中专职{institution.staff_full_time}人、兼职{institution.staff_part_time}人。",
            "目前，{s}设立政府信息公开工作专门机构{institution.offices}个，设置政府信息公开查阅点{institution.reading_points}个，配备工作人员{institution.staff}名，其中专职人员{institution.staff_full_time}名，兼职人员{institution.staff_part_time}名。",
            "设立信息公开查阅点{institution.reading_points}个；政府信息公开专项经费{institution.budget}万元。",
            "{y}年投入政府信息公开专项经费{institution.budget}万元。",
        ),
    ),
    "training": (
        "o",
        (
            "全年召开政府信息公开工作会议或专题会议{training.meetings}次，举办各类培训班{training.courses}次，接受培训人员{training.participants}人次。",
            "举办政府信息公开培训班{training.courses}期，培训{training.participants}人次。",
            "共召开政府信息公开专题会议{training.meetings}次，举办培训班{training.courses}次，接受培训{training.participants}人次。",
        ),
    ),
}

# Where nothing was applied for: instead of every sentence on applications.
NO_APPLICATIONS = (
    "=applications.received={y}年，{s}未收到政府信息公开申请。",
    "=applications.received={y}年度，{s}没有收到公民、法人和其他组织提出的政府信息公开申请。",
    "=applications.received=本年度收到政府信息公开申请0{u}。",
    "=applications.received={y}年，{s}共收到政府信息公开申请零{u}。",
    "=applications.received=本年度我单位无依申请公开政府信息申请。",
)

# Instead of the topic's figure: an approximation, which is no figure. topic -> sentences
APPROXIMATE: dict[str, tuple[str, ...]] = {
    "items": (
        "{y}年，{s}主动公开政府信息近{#3-9}000条。",
        "{y}年，{s}主动公开政府信息约{#3-9}万条。",
        "全年共主动公开政府信息{#30-90}00余条。",
        "{y}年，{s}主动公开政府信息超过{#3-9}万条。",
        "全年主动公开政府信息{#3-9}万多条，公开工作取得新成效。",
    ),
    "received": (
        "{y}年，{s}共收到政府信息公开申请{#2-9}00余{u}。",
        "全年收到政府信息公开申请近{#2-9}00{u}。",
        "{y}年，{s}收到政府信息公开申请{#2-4}00至{#5-9}00{u}。",
    ),
    "training": (
        "全年举办各类培训班10多次，培训近{#3-9}00人。",
        "举办政府信息公开培训班{#2-9}0余期，参训人员约{#2-9}000人次。",
    ),
    "press": ("全年召开新闻发布会20多场。", "召开新闻发布会近{#3-9}0场。"),
    "interpretations": ("发布政策解读稿件{#1-9}00余篇。",),
    "hotline": ("12345热线全年受理群众诉求约{#1-9}万件。",),
    "disputes": ("因政府信息公开引发的行政复议{#2-9}0余件。",),
}

TRAPS = (
    "市政府门户网站全年更新信息{#200-9000}条，其中市民政局报送{#3-60}条。",
    "“{place}发布”微信公众号推送信息{#200-9000}条，阅读量{#3-60}万次。",
    "“政务公开”专栏发布信息{#200-9000}条。",
    "市民政局收到政府信息公开申请{#3-60}件，市住建局收到{#3-60}件。",
    "申请量居前三位的分别为：市自然资源局{#3-60}件、市公安局{#3-60}件、市住房城乡建设局{#3-60}件。",
    "公开财政预决算信息{#200-900}条、重大建设项目信息{#3-60}条、环境保护信息{#20-900}条。",
    "根据《国务院办公厅关于印发{y}年政务公开工作要点的通知》（国办发〔{y}〕{#3-60}号）要求，各单位在{#3-15}个工作日内完成整改。",
    "市场监管部门全年办理行政复议{#3-60}件、行政诉讼{#3-60}件，与政府信息公开无关。",
    "较上年增长{#3-60}.5%，比去年多{#20-900}件。",
    "如有疑问请联系（电话：0830-31{#1000-9999}）。",
    "组织全市{#3-60}个部门开展自查，抽查网站{#3-60}家次，发现问题{#3-60}个。",
    "{ny}年，计划举办政府信息公开培训班{#3-9}期，计划主动公开政府信息{#2-9}000条以上。",
    "{py}年，{s}主动公开政府信息{#200-9000}条，收到政府信息公开申请{#20-900}件。",
    "全市各级行政复议机关共收到行政复议申请{#100-900}件，审结{#100-900}件。",
    "全市法院受理行政诉讼案件{#100-900}件，行政机关负责人出庭应诉率{#90-99}%。",
    "“领导信箱”栏目收到群众来信{#100-900}件，办结{#100-900}件。",
    "政务服务大厅全年受理办件{#100-900}万件，即办件占比{#50-90}%。",
    "开展“政务公开日”活动{#2-9}场，发放宣传资料{#2-9}000余份，接待群众咨询{#100-900}人次。",
    "一号文件公开专题发布信息{#10-90}条，“稳岗就业”专题发布信息{#10-90}条。",
    "市政府办公室本级收到申请{#3-60}件，均已答复。",
    "各县（区）政府门户网站共发布信息{#2000-90000}条。",
    "推进基层政务公开标准化规范化，{#2-9}个县（区）编制事项目录{#100-900}项。",
    "政府网站集约化平台迁移历史数据{#10-90}万条。",
    "印发《{place}{y}年政务公开工作要点》，明确{#3-9}个方面{#10-60}项任务。",
    "市政府门户网站在全省{#10-20}个市州政府网站绩效评估中排名第{#1-9}位，得分{#70-99}.{#1-9}分。",
    "清理规范性文件{#100-900}件，其中保留{#50-99}件，废止{#10-50}件，拟修改{#1-9}件。",
    "“{place}政务”抖音号发布短视频{#100-900}条，粉丝{#2-90}万人。",
    "人大代表建议{#100-300}件、政协提案{#100-300}件，全部按期办理完毕。",
    "市文旅局组织新闻发布会{#2-9}场。",
    "信访部门受理群众来信来访{#100-900}件次，举报投诉{#10-90}件，与政府信息公开工作无关。",
    "《{place}日报》刊发政务信息{#100-900}篇。",
    "全市安排信息化建设经费{#100-900}万元，其中网站运维{#10-90}万元。",
)
LAST_WORDS = (
    "无。",
    "=?applications.fees_collected={y}年，未收取信息处理费。",
    "本年度无其他需要报告的事项。",
    "=?applications.fees_collected=按照《政府信息公开信息处理费管理办法》，{y}年{s}没有产生信息处理费。",
)
SUBJECTS_GOVERNMENT = ("全市", "我市", "全市各级行政机关", "{place}", "全市政府系统")
SUBJECTS_COUNTY = ("全区", "我区", "全区各级行政机关", "{place}")
SUBJECTS_OFFICE = ("我局", "本局", "我单位", "本机关", "全局")
