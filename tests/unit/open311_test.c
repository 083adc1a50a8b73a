#include "harness.h"

#include "open311/open311.h"

TEST(degrees_are_millionths)
{
    static const struct {
        const char *text;
        int64_t e6; /* -1: refused */
    } rows[] = {
        {"41.650123",                  41650123  },
        {"-0.5",                       -500000   },
        {"-180",                       -180000000},
        {"180.000000",                 180000000 },
        {"41.6501239999",              41650123  },
        {"007.25",                     7250000   },
        {"0",                          0         },
        {"180.000001",                 -1        },
        {"181",                        -1        },
        {"99999999999999999999999999", -1        },
        {"41.",                        -1        },
        {".5",                         -1        },
        {"-",                          -1        },
        {"",                           -1        },
        {"+41",                        -1        },
        {"41,5",                       -1        },
        {"4e1",                        -1        },
        {"41.5 ",                      -1        },
        {"41.5.5",                     -1        },
        {"nan",                        -1        },
        {"0x10",                       -1        },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t e6 = -1;
        bool good = open311_degrees_parse(text_c(rows[i].text), &e6);

        CHECK_INT(good, rows[i].e6 != -1);
        CHECK_INT(good ? e6 : -1, rows[i].e6);
    }
    CHECK_TEXT(open311_degrees_format(arena, 41650123), "41.650123");
    CHECK_TEXT(open311_degrees_format(arena, -500), "-0.000500");
    CHECK_TEXT(open311_degrees_format(arena, 0), "0.000000");
}

TEST(without_dates_it_is_the_last_ninety_days)
{
    Open311Span span;
    Day today = ctx_today(ctx);

    CHECK_STATUS(open311_span(ctx, (Text){0}, T(""), &span), OK);
    CHECK_INT(span.until, day_start(today + 1));
    CHECK_INT(span.until - span.begin, 90 * SECONDS_PER_DAY);
}

TEST(both_ends_of_a_span_are_in_it)
{
    Open311Span span;

    CHECK_STATUS(open311_span(ctx, T("2023-05-01"), T("2023-05-01"), &span), OK);
    CHECK_INT(span.begin, day_start(day_from_date((Date){2023, 5, 1})));
    CHECK_INT(span.until - span.begin, SECONDS_PER_DAY);
    CHECK_STATUS(
        open311_span(ctx, T("2023-05-18T09:30:00+08:00"), T("2023-05-18T01:30:00Z"), &span), OK);
    CHECK_INT(span.until - span.begin, 1);
}

TEST(one_end_alone_reaches_ninety_days)
{
    Open311Span span;

    CHECK_STATUS(open311_span(ctx, T("2020-01-01"), (Text){0}, &span), OK);
    CHECK_INT(span.begin, day_start(day_from_date((Date){2020, 1, 1})));
    CHECK_INT(span.until - span.begin, 90 * SECONDS_PER_DAY);
    CHECK_STATUS(open311_span(ctx, (Text){0}, T("2020-01-01"), &span), OK);
    CHECK_INT(span.until, day_start(day_from_date((Date){2020, 1, 2})));
    CHECK_INT(span.until - span.begin, 90 * SECONDS_PER_DAY);
}

TEST(a_plus_that_became_a_blank_is_understood)
{
    Open311Span plus, blank;

    CHECK_STATUS(open311_span(ctx, T("2023-05-18T09:30:00+08:00"), (Text){0}, &plus), OK);
    CHECK_STATUS(open311_span(ctx, T("2023-05-18T09:30:00 08:00"), (Text){0}, &blank), OK);
    CHECK_INT(plus.begin, blank.begin);
}

TEST(spans_that_are_none_are_told)
{
    static const struct {
        const char *start, *end, *field;
    } rows[] = {
        {"2023-02-29", "",                     "start_date"},
        {"yesterday",  "",                     "start_date"},
        {"",           "2023-05-18T25:00:00Z", "end_date"  },
        {"",           "2023-05",              "end_date"  },
        {"2023-05-02", "2023-05-01",           "end_date"  },
        {"2022-01-01", "2023-01-02",           "start_date"},
        {"0001-01-01", "9999-12-31",           "start_date"},
        {" 08:00",     "",                     "start_date"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Open311Span span;

        ctx->problems = (Problems){0};
        CHECK_STATUS(open311_span(ctx, text_c(rows[i].start), text_c(rows[i].end), &span), INVALID);
        CHECK(ctx_problem_of(ctx, rows[i].field).len != 0);
    }
    ctx->problems = (Problems){0};
    CHECK_STATUS(open311_span(ctx, T("2022-01-01"), T("2023-01-01"), &(Open311Span){0}), OK);
}

TEST(only_what_waits_for_the_office_is_open)
{
    for (int state = 0; state < OPINION_STATES; state++)
        CHECK_INT(open311_is_open((OpinionState)state),
                  state == OPINION_RECEIVED || state == OPINION_IN_HAND);
}

TEST(it_changed_when_the_last_thing_happened)
{
    Opinion opinion = {.received_at = 100};

    CHECK_INT(open311_changed_at(&opinion), 100);
    opinion.replied_at = SOME_INT(150);
    CHECK_INT(open311_changed_at(&opinion), 150);
    opinion.closed_at = SOME_INT(300);
    opinion.resolved_at = SOME_INT(200);
    CHECK_INT(open311_changed_at(&opinion), 300);
}

TEST(every_topic_belongs_to_a_group)
{
    for (int topic = 0; topic < OPINION_TOPICS; topic++)
        CHECK(open311_group((OpinionTopic)topic) != NULL);
}
