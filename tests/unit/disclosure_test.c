#include "harness.h"

#include "base/buf.h"
#include "disclosure/excerpt.h"
#include "disclosure/parts.h"

/* ---- names ---- */

TEST(states_and_kinds_have_names_that_are_read_back)
{
    for (int i = 0; i < STATE_COUNT; i++) {
        DisclosureState state = STATE_COUNT;
        const char *name = disclosure_state_name((DisclosureState)i);

        ROW(name);
        CHECK(disclosure_state_parse(text_c(name), &state));
        CHECK_INT(state, i);
    }
    for (int i = DISCLOSURE_REPORT; i <= DISCLOSURE_EXCEPTION; i++) {
        DisclosureKind kind = DISCLOSURE_REPORT;
        const char *name = disclosure_kind_name((DisclosureKind)i);

        ROW(name);
        CHECK(disclosure_kind_parse(text_c(name), &kind));
        CHECK_INT(kind, i);
    }
    ROW(NULL);
    CHECK_TEXT(text_c(disclosure_state_name(STATE_CONFIRMING)), "confirming");
    CHECK_TEXT(text_c(disclosure_kind_name(DISCLOSURE_NIL)), "nil");
}

TEST(unknown_names_of_states_and_kinds_are_refused)
{
    DisclosureState state;
    DisclosureKind kind;

    CHECK(!disclosure_state_parse(T("Draft"), &state));
    CHECK(!disclosure_state_parse(T(""), &state));
    CHECK(!disclosure_kind_parse(T("none"), &kind));
}

TEST(a_title_is_made_from_period_and_item)
{
    Item item = {.name = T("各项支出"), .name_hant = T("各項支出"), .name_en = T("Expenditure")};

    CHECK_TEXT(default_title(arena, LANG_HANS, &item, T("2023-05")), "2023年5月 各项支出");
}

/* ---- canonical bytes ---- */

static Column canonical_columns[] = {
    {.name = T_INIT("日期"),        .kind = KIND_DATE},
    { .name = T_INIT("金额"), .kind = KIND_MONEY,       .audience = AUDIENCE_RESIDENTS, .sum = true},
};
static Text canonical_cells[] = {T_INIT("2023-05-18"), T_INIT("1234.50"), T_INIT(""),
                                 T_INIT("a\"b\\c\n\x01</é")};

static const Disclosure canonical_disclosure = {
    .id = 1234567890123456789,
    .region = 210111010203,
    .item = T_INIT("F3"),
    .period = T_INIT("2023-05"),
};

static Revision
canonical_revision(void)
{
    return (Revision){
        .disclosure = canonical_disclosure.id,
        .number = 2,
        .kind = DISCLOSURE_REPORT,
        .title = T("5月支出"),
        .summary = T("共一笔"),
        .body = T(""),
        .table = {.columns = {canonical_columns, 2}, .cells = canonical_cells, .rows = 2},
        .reason = T("金额写错"),
        .published_at = SOME_INT(1685584800),
    };
}

TEST(canonical_bytes_are_json_in_one_form)
{
    Text digest = T("ab12");
    Revision revision = canonical_revision();
    Text bytes = revision_canonical(arena, &canonical_disclosure, &revision, (Texts){&digest, 1});

    CHECK_TEXT(bytes,
               "{\"attachments\":[\"ab12\"],\"body\":\"\","
               "\"columns\":[{\"audience\":\"public\",\"name\":\"日期\",\"type\":\"date\"},"
               "{\"audience\":\"residents\",\"name\":\"金额\",\"type\":\"money\"}],"
               "\"form\":\"mingbai-disclosure-1\",\"id\":\"1234567890123456789\",\"item\":\"F3\","
               "\"kind\":\"report\",\"number\":2,\"period\":\"2023-05\","
               "\"published\":\"2023-06-01T10:00:00+08:00\",\"reason\":\"金额写错\","
               "\"region\":\"210111010203\",\"review_on\":\"\","
               "\"rows\":[[\"2023-05-18\",\"1234.50\"],[\"\",\"a\\\"b\\\\c\\n\\u0001</é\"]],"
               "\"summary\":\"共一笔\",\"title\":\"5月支出\"}");
}

TEST(every_part_of_a_revision_changes_its_canonical_bytes)
{
    Revision before = canonical_revision();
    Text reference = revision_canonical(arena, &canonical_disclosure, &before, (Texts){0});
    Text cells[4];
    Column columns[2];

    for (int i = 0; i < 9; i++) {
        Revision revision = canonical_revision();
        Disclosure disclosure = canonical_disclosure;

        memcpy(cells, canonical_cells, sizeof cells);
        memcpy(columns, canonical_columns, sizeof columns);
        revision.table.cells = cells;
        revision.table.columns.at = columns;
        switch (i) {
        case 0:
            revision.title = T("5月支出。");
            break;
        case 1:
            revision.summary = T("");
            break;
        case 2:
            revision.body = T("x");
            break;
        case 3:
            cells[1] = T("1234.51");
            break;
        case 4:
            columns[1].audience = AUDIENCE_PUBLIC;
            break;
        case 5:
            revision.kind = DISCLOSURE_NIL;
            break;
        case 6:
            revision.published_at.value++;
            break;
        case 7:
            disclosure.region++;
            break;
        default:
            disclosure.period = T("2023-04");
            break;
        }
        ROW(text_cstr(arena, text_printf(arena, "change %d", i)));
        CHECK(!text_eq(revision_canonical(arena, &disclosure, &revision, (Texts){0}), reference));
    }
}

/* ---- excerpts ---- */

TEST(an_excerpt_shows_the_place_that_was_found)
{
    Text cells[] = {T("垃圾清运"), T("3200.00")};
    Column columns[] = {
        {.name = T("用途")},
        { .name = T("金额"), .kind = KIND_MONEY}
    };
    Revision shown = {
        .summary = T("本月共支出两笔。"),
        .body = T("# 说明\n\n村里请**专人**打扫。"),
        .table = {.columns = {columns, 2}, .cells = cells, .rows = 1},
    };
    static const struct {
        const char *query;
        const char *wanted;
    } rows[] = {
        {"支出",          "本月共支出两笔。"       },
        {"打扫",          "说明 村里请专人打扫。"},
        {"垃圾",          "垃圾清运 3200.00"           },
        {"没有 垃圾",   "垃圾清运 3200.00"           },
        {"垃圾处理费", "垃圾清运 3200.00"           }, /* the first two characters */
        {"完全别的",    "本月共支出两笔。"       }, /* nowhere in a row: the summary */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].query);
        CHECK_TEXT(excerpt_of(arena, &shown, text_c(rows[i].query)), rows[i].wanted);
    }
}

TEST(what_was_looked_for_is_marked)
{
    static const struct {
        const char *query;
        const char *wanted;
    } rows[] = {
        {"路灯",        "换[路灯]两盏 LED"},
        {"led",           "换路灯两盏 [LED]"},
        {"没有 两盏", "换路灯[两盏] LED"},
        {"路灯维修",  "换[路灯]两盏 LED"}, /* the first two characters */
        {"水渠",        "换路灯两盏 LED[]"},
        {"",              "换路灯两盏 LED[]"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Marked marked = excerpt_marked(T("换路灯两盏 LED"), text_c(rows[i].query));

        ROW(rows[i].query);
        CHECK_TEXT(text_printf(arena, "%.*s[%.*s]%.*s", TEXT_ARGS(marked.before),
                               TEXT_ARGS(marked.hit), TEXT_ARGS(marked.after)),
                   rows[i].wanted);
    }
}

TEST(a_long_text_is_cut_round_the_find)
{
    Buf buf = buf_new(arena, 4096);
    Revision shown = {0};
    Text excerpt;

    for (int i = 0; i < 100; i++)
        BUF_LIT(&buf, "路");
    BUF_LIT(&buf, "水渠");
    for (int i = 0; i < 100; i++)
        BUF_LIT(&buf, "灯");
    shown.summary = T("");
    shown.body = buf_done(&buf);
    excerpt = excerpt_of(arena, &shown, T("水渠"));
    CHECK(text_is_utf8(excerpt));
    CHECK(text_starts(excerpt, T("…路")));
    CHECK(text_ends(excerpt, T("灯…")));
    CHECK_INT(text_chars(excerpt), 74);
    CHECK(text_find(excerpt, T("水渠")) < excerpt.len);
}

/* ---- stored rows ---- */

TEST(rows_come_back_as_they_were_stored)
{
    static const struct {
        const char *packed; /* cells end with \037, rows with \036 */
        size_t width, rows;
        Status status;
    } cases[] = {
        {"",               2, 0, OK   },
        {"a\037b",         2, 1, OK   },
        {"a\037b\036\037", 2, 2, OK   },
        {"\037\036c\037",  2, 2, OK   },
        {"一\036二\036", 1, 3, OK   },
        {"a",              2, 0, FAULT},
        {"a\037b\037c",    2, 0, FAULT},
        {"a\037b\036c",    2, 0, FAULT},
        {"a\036b\037c",    2, 0, FAULT},
        {"a\037b\036",     2, 0, FAULT},
    };
    Column columns[2] = {{.name = T("甲")}, {.name = T("乙")}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Text packed = text_c(cases[i].packed);
        Table table;

        ROW(cases[i].packed);
        CHECK_STATUS(rows_unpack(ctx, (Columns){columns, cases[i].width}, packed, &table),
                     cases[i].status);
        if (cases[i].status != OK)
            continue;
        CHECK_INT(table.rows, cases[i].rows);
        CHECK(text_eq(rows_pack(arena, &table), packed));
    }
    ROW(NULL);
}
