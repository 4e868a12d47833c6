"""What clean.py is made of: from a document's blocks to the article, each module one question.

    body.py         which element of the page is the article
    boilerplate.py  which lines are the page's and not the article's (patterns in ../data/boilerplate.csv)
    trim.py         where within its element does the article begin and end
    metadata.py     what does the page print of itself (labels in ../data/metadata_labels.csv)
    title.py        what is the article called
    copies.py       which parts does a page hold again for another screen (words in ../data/device_words.csv)
    attachments.py  which files go with it
    damage.py       which characters did the source lose before it came here

Pure functions of values: no network, clock or Scrapy.
"""
