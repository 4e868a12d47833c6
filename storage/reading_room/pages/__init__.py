"""The pages, one file a question: each reads its parameters, asks the index or the archive, and fills a template."""
