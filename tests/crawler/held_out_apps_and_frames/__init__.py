"""Held-out portals: eleven, each with a way to its reports that no other set has.

`python -m tests.crawler.held_out.measure --set apps_and_frames`. Nothing here may import from the code under test.

The first run, after all mends for forms_and_buttons and before any for this one: recall 0.505, precision 1.000, median requests
a report 3.0; year and issuer right for all that were found.

    portal            recall  requests a report      portal            recall  requests a report
    spa_history         0.58   38                     observed            0.31    3.0, eleven years falsely absent
    eportal             1.00    1.5                   cookie_wall         0.00   37 in all
    epoint_rest         1.00    2.0                   months              1.00    3.2
    switched_frame      0.09   11.5                   traditional         0.36    1.8, seven years falsely absent
    chosen_organ        0.25    2.7                   records             0.00   29 in all
    client_pages        1.00    1.7

After the mends: recall 1.000, precision 1.000, no year falsely absent. cookie_wall costs 4.7 requests a report: its cookie is carried
within one chain of redirects only, so that every page is asked for three times.
"""
