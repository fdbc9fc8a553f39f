"""Who may open each address; a new address must be put here on purpose."""

BY_APP = {
    "": {
        "PUBLIC": """
            set_language
        """,
    },
    "accounts": {
        "PUBLIC": """
            sign_in sign_out
        """,
        "SIGNED_IN": """
            me
        """,
    },
    "evidence": {
        "PUBLIC": """
            measurement
        """,
        "STAFF": """
            attach detach edit home not_measured snapshot source
        """,
    },
    "surveys": {
        "STAFF": """
            add close compare copy design edit freeze list move new of_source open pdf population
            preview print question questionnaire remove sample sample_mailed sample_reissue
            sample_remove survey texts
        """,
    },
    "responses": {
        "PUBLIC": """
            answer begin language open public_file public_question public_results question receipt
            review short
        """,
        "STAFF": """
            closing compare conflicts import_batch import_file imports key_sheet keying monitor
            result_changes result_cross result_file result_question results settle_conflict texts
        """,
    },
    "registers": {
        "STAFF": """
            attachment close correct define duplicates enter entry export fields list paste register
            restore source withdraw
        """,
    },
    "cases": {
        "STAFF": """
            case cohort define edit erase list move new register search settings source take_back
        """,
    },
    "series": {
        "STAFF": """
            attach batch close confirm crimes define edit enter index page settle take_back take_in
        """,
    },
    "judging": {
        "STAFF": """
            board code_set code_sets code_sets_of decide new_code_set
        """,
    },
    "plans": {
        "PUBLIC": """
            accessibility budget home indicator item plan problems revisions search
        """,
        "STAFF": """
            desk desk_add desk_assign desk_item desk_move desk_original desk_plan desk_publish
            desk_reason desk_remove desk_restore desk_texts preview_target reopen_problem
            settle_problem upload upload_compare
        """,
    },
}
