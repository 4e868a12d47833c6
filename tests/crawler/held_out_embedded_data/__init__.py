"""Held-out portals: ten, each with a way to its reports that no other set has.

`python -m tests.crawler.held_out.measure --set embedded_data`. Nothing here may import from the code under test.

The first run, after all mends for the sets forms_and_buttons and apps_and_frames and before any for this one: recall 0.682, precision 1.000,
median requests a report 2.8; year and issuer right for all that were found.

    portal            recall  requests a report      portal            recall  requests a report
    modal               0.00   37 in all              year_blocks         1.00    1.2
    next_data           1.00    2.2                   older_elsewhere     0.20    4.7, twelve years falsely absent
    template_data       1.00    1.5                   encoded_text        1.00    2.7
    zip_files           1.00    2.9                   rel_next            0.25    3.5, twelve years falsely absent
    old_asp             1.00    2.7                   goto_button         0.00   58 in all

After the mends: recall 0.943, precision 1.000. modal's texts have no address and come by POST, all from one: not
followed, since documents are known again, compared and said to be gone by their address.
"""
