/*
 * One row of a sheet of people: what people write is understood, and identity numbers are masked.
 */
#include "account/phone_code.h"
#include "base/tr.h"
#include "resident/roster_row.h"

enum { PRECISE_DIGITS = 15 }; /* of a number in a spreadsheet; what follows becomes 0 */

static bool
read_gender(Text typed, Gender *out)
{
    *out = GENDER_UNSAID;
    if (text_is_empty(typed))
        return true;
    for (int gender = GENDER_MALE; gender < GENDER_COUNT; gender++)
        if (text_eq(typed, text_c(gender_title((Gender)gender))))
            *out = (Gender)gender;
    return *out != GENDER_UNSAID;
}

/* 1985, 1985年, or the whole date of birth, of which only the year is kept. */
static bool
read_year(Text typed, int64_t *out)
{
    Text year = text_ends(typed, T("年")) ? text_slice(typed, 0, typed.len - T("年").len) : typed;
    Day day;

    *out = 0;
    if (text_is_empty(typed))
        return true;
    if (text_to_i64(year, out) && year.len == 4)
        return true;
    if (!day_parse_loose(typed, &day))
        return false;
    *out = day_to_date(day).year;
    return true;
}

/* 党员、低保 */
static bool
read_marks(Text typed, int64_t *out)
{
    Text rest = typed;

    *out = 0;
    while (rest.len != 0) {
        const char *start = rest.at;
        const char *end = start;
        Text word;
        bool known = false;

        while (rest.len != 0) {
            uint32_t c = text_next_char(&rest);

            if (c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF1B || c == ';' || c == ' ')
                break;
            end = rest.at;
        }
        word = text_trim((Text){start, (size_t)(end - start)});
        for (size_t bit = 0; bit < MARK_COUNT; bit++) {
            if (text_eq(word, text_c(resident_mark_title(bit)))) {
                *out |= (int64_t)1 << bit;
                known = true;
            }
        }
        if (!known && word.len != 0)
            return false;
    }
    return true;
}

static Text
all_marks(Arena *arena)
{
    Texts words = {.at = NEW_ARRAY(arena, Text, MARK_COUNT), .len = MARK_COUNT};

    for (size_t bit = 0; bit < MARK_COUNT; bit++)
        words.at[bit] = text_c(resident_mark_title(bit));
    return text_join(arena, words, T("、"));
}

/* A number that lost its last digits in a spreadsheet looks like another person's. */
static bool
lost_digits(Text identity)
{
    return identity.len > PRECISE_DIGITS + 2 && text_ends(identity, T("000"));
}

Status
roster_read_fields(Ctx *ctx, RosterRow *row, bool identity_is_number)
{
    Resident *person = &row->resident;
    Identity identity;
    Status status;

    if (!read_gender(row->cells[ROSTER_CELL_GENDER], &person->gender))
        (void)!ctx_problem(ctx, "gender", TR(ctx->lang, "性别写男或女，也可以不写"));
    if (!read_year(row->cells[ROSTER_CELL_BIRTH_YEAR], &person->birth_year))
        (void)!ctx_problem(ctx, "birth_year", TR(ctx->lang, "出生年份写四位数，例如 1985"));
    if (!text_is_empty(row->cells[ROSTER_CELL_PHONE]) &&
        !phone_parse(ctx->arena, row->cells[ROSTER_CELL_PHONE], &person->phone))
        (void)!ctx_problem(ctx, "phone", TR(ctx->lang, "手机号是 11 位数字"));
    if (!read_marks(row->cells[ROSTER_CELL_MARKS], &person->marks))
        (void)!ctx_problem(ctx, "marks",
                           TR_FORMAT(ctx->arena, ctx->lang, "标记只能写：{marks}",
                                     {"marks", all_marks(ctx->arena)}));
    if (identity_is_number && lost_digits(row->cells[ROSTER_CELL_IDENTITY])) {
        (void)!ctx_problem(
            ctx, "identity",
            TR(ctx->lang, "身份证号被表格软件改成了数字，请把这一列设成文本再填一遍"));
        row->cells[ROSTER_CELL_IDENTITY] = T("");
        return OK;
    }
    status = roster_identity(ctx, row->cells[ROSTER_CELL_IDENTITY], &identity);
    /* From here on there is only the masked form, and the hash for the next step. */
    row->cells[ROSTER_CELL_IDENTITY] =
        identity.hash.len == 0 ? identity.masked
                               : text_printf(ctx->arena, "%.*s|%.*s", TEXT_ARGS(identity.masked),
                                             TEXT_ARGS(identity.hash));
    if (status == INVALID)
        return OK;
    TRY(status);
    person->id_masked = identity.masked;
    person->id_hash = identity.hash;
    if (person->birth_year == 0)
        person->birth_year = identity.birth_year;
    return OK;
}
