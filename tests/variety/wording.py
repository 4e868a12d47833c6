"""Labels of the official forms, typed from the published notices; deliberately not shared with the parser."""

from __future__ import annotations

APPLICANTS = (
    ("natural_person", "自然人"),
    ("enterprise", "商业企业"),
    ("research_institute", "科研机构"),
    ("public_interest_org", "社会公益组织"),
    ("legal_service_org", "法律服务机构"),
    ("other_org", "其他"),
)
RECEIVED = ("applications.received", "一、本年新收政府信息公开申请数量")
CARRIED_IN = ("applications.carried_in", "二、上年结转政府信息公开申请数量")
CARRIED_OUT = ("applications.carried_out", "四、结转下年度继续办理")
ANSWERED = ("applications.answered", "（七）总计")
RESULTS = "三、本年度办理结果"
OUTCOMES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("（一）予以公开", (("applications.outcome.granted", ""),)),
    (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        (("applications.outcome.granted_partly", ""),),
    ),
    (
        "（三）不予公开",
        (
            ("applications.outcome.refused.state_secret", "1.属于国家秘密"),
            (
                "applications.outcome.refused.prohibited_by_law",
                "2.其他法律行政法规禁止公开",
            ),
            (
                "applications.outcome.refused.security_and_stability",
                "3.危及“三安全一稳定”",
            ),
            ("applications.outcome.refused.third_party_rights", "4.保护第三方合法权益"),
            ("applications.outcome.refused.internal_affairs", "5.属于三类内部事务信息"),
            (
                "applications.outcome.refused.process_information",
                "6.属于四类过程性信息",
            ),
            ("applications.outcome.refused.enforcement_file", "7.属于行政执法案卷"),
            ("applications.outcome.refused.administrative_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("applications.outcome.unable.not_held", "1.本机关不掌握相关政府信息"),
            (
                "applications.outcome.unable.needs_creation",
                "2.没有现成信息需要另行制作",
            ),
            (
                "applications.outcome.unable.unclear_after_correction",
                "3.补正后申请内容仍不明确",
            ),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("applications.outcome.not_processed.petition", "1.信访举报投诉类申请"),
            ("applications.outcome.not_processed.repeat", "2.重复申请"),
            ("applications.outcome.not_processed.publication", "3.要求提供公开出版物"),
            (
                "applications.outcome.not_processed.excessive",
                "4.无正当理由大量反复申请",
            ),
            (
                "applications.outcome.not_processed.confirmation",
                "5.要求行政机关确认或重新出具已获取信息",
            ),
        ),
    ),
)
OTHER_SINGLE = ("（六）其他处理", (("applications.outcome.other", ""),))
OTHER_THREE = (
    "（六）其他处理",
    (
        (
            "applications.outcome.other.correction_overdue",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        (
            "applications.outcome.other.fee_overdue",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        ("applications.outcome.other.remaining", "3.其他"),
    ),
)
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

# (heading, columns, rows of (label, codes))
ARTICLE20_2019 = (
    (
        "第二十条第（一）项",
        ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
        (
            (
                "规章",
                (
                    "regulations.created",
                    "regulations.disclosed",
                    "regulations.disclosed_total",
                ),
            ),
            (
                "规范性文件",
                (
                    "normative_documents.created",
                    "normative_documents.disclosed",
                    "normative_documents.disclosed_total",
                ),
            ),
        ),
    ),
    (
        "第二十条第（五）项",
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        (
            (
                "行政许可",
                (
                    "permits.items_last_year",
                    "permits.items_change",
                    "permits.decisions",
                ),
            ),
            (
                "其他对外管理服务事项",
                (
                    "other_services.items_last_year",
                    "other_services.items_change",
                    "other_services.decisions",
                ),
            ),
        ),
    ),
    (
        "第二十条第（六）项",
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        (
            (
                "行政处罚",
                (
                    "penalties.items_last_year",
                    "penalties.items_change",
                    "penalties.decisions",
                ),
            ),
            (
                "行政强制",
                (
                    "coercion.items_last_year",
                    "coercion.items_change",
                    "coercion.decisions",
                ),
            ),
        ),
    ),
    (
        "第二十条第（八）项",
        ("信息内容", "上一年项目数量", "本年增/减"),
        (("行政事业性收费", ("fees.items_last_year", "fees.items_change")),),
    ),
    (
        "第二十条第（九）项",
        ("信息内容", "采购项目数量", "采购总金额"),
        (("政府集中采购", ("procurement.projects", "procurement.amount")),),
    ),
)
ARTICLE20_2021 = (
    (
        "第二十条第（一）项",
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        (
            (
                "规章",
                ("regulations.made", "regulations.repealed", "regulations.in_force"),
            ),
            (
                "行政规范性文件",
                (
                    "normative_documents.made",
                    "normative_documents.repealed",
                    "normative_documents.in_force",
                ),
            ),
        ),
    ),
    (
        "第二十条第（五）项",
        ("信息内容", "本年处理决定数量"),
        (("行政许可", ("permits.decisions",)),),
    ),
    (
        "第二十条第（六）项",
        ("信息内容", "本年处理决定数量"),
        (("行政处罚", ("penalties.decisions",)), ("行政强制", ("coercion.decisions",))),
    ),
    (
        "第二十条第（八）项",
        ("信息内容", "本年收费金额（单位：万元）"),
        (("行政事业性收费", ("fees.amount",)),),
    ),
)
CASE_COLUMNS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
CASE_BLOCKS = (
    ("review", "行政复议"),
    ("litigation.direct", "未经复议直接起诉"),
    ("litigation.after_review", "复议后起诉"),
)

# The statistics form of 2014: (label, unit, code or None)
STATISTICS_2014: tuple[tuple[str, str, str | None], ...] = (
    ("一、主动公开情况", "—", None),
    (
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）",
        "条",
        "proactive.items",
    ),
    ("其中：主动公开规范性文件数", "条", "proactive.normative_documents_disclosed"),
    ("制发规范性文件总数", "件", "proactive.normative_documents_issued"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "—", None),
    ("1.政府公报公开政府信息数", "条", "proactive.channel.gazette"),
    ("2.政府网站公开政府信息数", "条", "proactive.channel.website"),
    ("3.政务微博公开政府信息数", "条", "proactive.channel.weibo"),
    ("4.政务微信公开政府信息数", "条", "proactive.channel.wechat"),
    ("5.其他方式公开政府信息数", "条", "proactive.channel.other"),
    ("二、回应解读情况", "—", None),
    (
        "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
        "次",
        "responses.hot_issues",
    ),
    ("（二）通过不同渠道和方式回应解读的情况", "—", None),
    ("1.参加或举办新闻发布会总次数", "次", "responses.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "responses.press_conferences_led"),
    ("2.政府网站在线访谈次数", "次", "responses.online_interviews"),
    (
        "其中：主要负责同志参加政府网站在线访谈次数",
        "次",
        "responses.online_interviews_led",
    ),
    ("3.政策解读稿件发布数", "篇", "responses.interpretations"),
    ("4.微博微信回应事件数", "次", "responses.weibo_wechat"),
    ("5.其他方式回应事件数", "次", "responses.other"),
    ("三、依申请公开情况", "—", None),
    ("（一）收到申请数", "件", "applications.received"),
    ("1.当面申请数", "件", "applications.channel.in_person"),
    ("2.传真申请数", "件", "applications.channel.fax"),
    ("3.网络申请数", "件", "applications.channel.online"),
    ("4.信函申请数", "件", "applications.channel.letter"),
    ("（二）申请办结数", "件", "applications.closed"),
    ("1.按时办结数", "件", "applications.closed.on_time"),
    ("2.延期办结数", "件", "applications.closed.extended"),
    ("（三）申请答复数", "件", "applications.answered"),
    ("1.属于已主动公开范围数", "件", "applications.outcome.already_public"),
    ("2.同意公开答复数", "件", "applications.outcome.granted"),
    ("3.同意部分公开答复数", "件", "applications.outcome.granted_partly"),
    ("4.不同意公开答复数", "件", "applications.outcome.refused"),
    ("其中：涉及国家秘密", "件", "applications.outcome.refused.state_secret"),
    ("涉及商业秘密", "件", "applications.outcome.refused.trade_secret"),
    ("涉及个人隐私", "件", "applications.outcome.refused.privacy"),
    (
        "危及国家安全、公共安全、经济安全和社会稳定",
        "件",
        "applications.outcome.refused.security_and_stability",
    ),
    (
        "不是《条例》所指政府信息",
        "件",
        "applications.outcome.refused.not_government_information",
    ),
    (
        "法律法规规定的其他情形",
        "件",
        "applications.outcome.refused.other_legal_grounds",
    ),
    ("5.不属于本行政机关公开数", "件", "applications.outcome.not_this_body"),
    ("6.申请信息不存在数", "件", "applications.outcome.not_existing"),
    ("7.告知作出更改补充数", "件", "applications.outcome.clarification_asked"),
    ("8.告知通过其他途径办理数", "件", "applications.outcome.redirected"),
    ("四、行政复议数量", "件", "review.total"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "litigation.total"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints.total"),
    ("七、依申请公开信息收取的费用", "万元", "applications.fees_collected"),
    ("八、机构建设和保障经费情况", "—", None),
    ("（一）政府信息公开工作专门机构数", "个", "institution.offices"),
    ("（二）设置政府信息公开查阅点数", "个", "institution.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "institution.staff"),
    (
        "1.专职人员数（不包括政府公报及政府网站工作人员数）",
        "人",
        "institution.staff_full_time",
    ),
    ("2.兼职人员数", "人", "institution.staff_part_time"),
    (
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
        "institution.budget",
    ),
    ("九、政府信息公开会议和培训情况", "—", None),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "training.meetings"),
    ("（二）举办各类培训班数", "次", "training.courses"),
    ("（三）接受培训人员数", "人次", "training.participants"),
)

# Codes for which the dictionary keeps a figure of all years so far.
CUMULATIVE = frozenset(
    {
        "proactive.items",
        *(f"proactive.channel.{c}" for c in ("gazette", "website", "weibo", "wechat", "news_media", "other")),
        "applications.received",
        *(f"applications.channel.{c}" for c in ("in_person", "fax", "online", "letter", "letter_fax", "other")),
        "applications.closed",
        "applications.answered",
        *(
            f"applications.outcome.{o}"
            for o in (
                "granted",
                "granted_partly",
                "already_public",
                "refused",
                *(
                    f"refused.{g}"
                    for g in (
                        "state_secret",
                        "trade_secret",
                        "privacy",
                        "security_and_stability",
                        "not_government_information",
                        "other_legal_grounds",
                    )
                ),
                "other",
                "not_this_body",
                "not_existing",
                "clarification_asked",
                "redirected",
            )
        ),
        "review.total",
        "litigation.total",
        "complaints.total",
    }
)

# Provincial tables before 2014: (labels, unit, code)
PROVINCIAL: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("主动公开文件数", "主动公开政府信息数", "一、主动公开信息数"), "条", "proactive.items"),
    (("其中:1.政府网站公开数", "其中：1.政府网站公开数", "1.政府网站公开信息数"), "条", "proactive.channel.website"),
    (("2.政府公报公开数", "2.政府公报公开信息数"), "条", "proactive.channel.gazette"),
    (("受理政府信息公开申请总数", "二、收到申请总数", "受理申请总数"), "条", "applications.received"),
    (("其中:1.当面申请数", "其中：1.当面申请数"), "条", "applications.channel.in_person"),
    (("2.网络申请数", "2.网上申请数"), "条", "applications.channel.online"),
    (("3.信函、传真申请数",), "条", "applications.channel.letter_fax"),
    (("对申请的答复总数", "三、对申请的答复数"), "条", "applications.answered"),
    (("其中:1.同意公开答复数", "其中：1.同意公开数"), "条", "applications.outcome.granted"),
    (("2.同意部分公开答复数", "2.部分公开数"), "条", "applications.outcome.granted_partly"),
    (("3.不予公开答复数", "3.不予公开数"), "条", "applications.outcome.refused"),
    (("4.其他情形答复数", "4.其他"), "条", "applications.outcome.other"),
    (("接受行政申诉、举报数", "举报投诉数"), "件", "complaints.total"),
    (("行政复议数", "四、行政复议数"), "件", "review.total"),
    (("行政诉讼数", "五、行政诉讼数"), "件", "litigation.total"),
)
