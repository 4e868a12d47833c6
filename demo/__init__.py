"""The demonstration: portals written on the models of real ones, and a run of the project's own commands over them.

    content/      what the reports say, as text and figures      templates/   how each portal's publishing system prints it
    articles.py   content into articles                          grids.py     the official forms' tables, merged cells and all
    render.py     an article as HTML, PDF or Word                portals/     the portals, a system a file
    server.py     serves them on loopback                        run.py       `make demo`

Imports nothing of crawler/, pipelines/ or storage/: it stands on the other side of the network.
"""
