"""Held-out portals, written by someone who had read neither the discovery nor the families.

    kit.py        decoys of further kinds, and another chrome round every page
    pages.py      lists that are pages or forms: catalogues of JSP, sessions, WebForms, frames in GB18030, page cuts, site maps
    calls.py      lists and texts that scripts ask for: buttons, trees, cursors, payloads, JSONP, fragments, viewers, searches
    portals.py    which town stands on which portal

`python -m tests.crawler.held_out.measure --set forms_and_buttons`. Nothing here may import from the code under test.

The first run, before anything was mended for it: recall 0.486, precision 1.000, median requests a report 3.6; year and
issuer right for all that were found.

    portal            recall  requests a report      portal            recall  requests a report
    catalogue_jsp       0.43    2.6                   more_button         0.31    3.4
    session_jsp         1.00    1.6                   ztree_xml           0.00   35 in all
    dropdown_aspx       0.70    2.0                   bundle              0.60    4.7, four years falsely absent
    frames_gb           1.00    4.4                   payload             0.36    3.2
    dede                1.00    2.1                   jsonp_tabs          0.00   37 in all
    drupal              1.00    3.1                   delegated           0.00    5 in all
    hub_of_years        1.00    1.6                   fragments           0.10    5.7
    lying_utf16         0.46    3.2                   viewers_of_files    0.79    3.7
    splash              0.00    4 in all              other_places        1.00    1.7
    organs_wheel        0.00   65 in all              searched            0.00   76 in all

At splash the first run was not served the robots.txt that names the site map: a fault of the set, mended since.

After the mends: recall 1.000, precision 1.000, with the families and without.
"""
