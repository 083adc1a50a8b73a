/*
 * What is written about a person: identity numbers are masked as they are read.
 */
#include "base/buf.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "resident/roster_row.h"

enum {
    IDENTITY_CHARS = 18,
    OLD_IDENTITY_CHARS = 15, /* until 1999: the year in two digits, no check character */
    SHOWN_CHARS = 4,         /* at each end */
    YEAR_AT = 6,
    MASKED_STARS_MIN = 4,
    DIGITS_IN_WORDS_MAX = 8, /* nobody's name has so many; a number in the wrong column has */
    HASH_CHARS = 43,
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Full-width digits, and the blanks and dashes that people write between groups, gone. */
static Text
squeezed(Arena *arena, Text typed)
{
    Buf buf = buf_new(arena, 4096);
    Text rest = typed;

    while (rest.len != 0) {
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);

        if (c >= 0xFF10 && c <= 0xFF19)
            buf_char(&buf, (char)('0' + (c - 0xFF10)));
        else if (c == 'x' || c == 0xFF38 || c == 0xFF58)
            buf_char(&buf, 'X');
        else if (c == 0xFF0A) /* ＊ */
            buf_char(&buf, '*');
        else if (c != ' ' && c != '-' && c != 0x3000 && c != 0xA0)
            buf_bytes(&buf, at, (size_t)(rest.at - at));
    }
    return buf.overflow ? T("") : buf_done(&buf);
}

static Text
masked(Arena *arena, Text number)
{
    Buf buf = buf_new(arena, 64);

    buf_text(&buf, text_slice(number, 0, SHOWN_CHARS));
    for (size_t i = SHOWN_CHARS; i + SHOWN_CHARS < number.len; i++)
        buf_char(&buf, '*');
    buf_text(&buf, text_slice(number, number.len - SHOWN_CHARS, SHOWN_CHARS));
    return buf_done(&buf);
}

static bool
is_whole(Text number)
{
    if (number.len != IDENTITY_CHARS && number.len != OLD_IDENTITY_CHARS)
        return false;
    for (size_t i = 0; i + 1 < number.len; i++)
        if (!is_digit(number.at[i]))
            return false;
    return is_digit(number.at[number.len - 1]) ||
           (number.len == IDENTITY_CHARS && number.at[number.len - 1] == 'X');
}

/* Stars in the middle, and so many characters that it can only be one. */
static bool
is_masked(Text number)
{
    size_t stars = 0;

    if (number.len != IDENTITY_CHARS && number.len != OLD_IDENTITY_CHARS)
        return false;
    for (size_t i = 0; i < number.len; i++) {
        if (!is_digit(number.at[i]) && number.at[i] != '*' && number.at[i] != 'X')
            return false;
        stars += number.at[i] == '*';
    }
    return stars >= MASKED_STARS_MIN;
}

static int64_t
year_in(Text number)
{
    size_t digits = number.len == IDENTITY_CHARS ? 4 : 2;
    int64_t year = 0;

    if (!text_to_i64(text_slice(number, YEAR_AT, digits), &year))
        return 0;
    return digits == 2 ? year + 1900 : year;
}

Status
roster_identity(Ctx *ctx, Text typed, Identity *out)
{
    Text number, hash;
    bool has_hash = text_cut(typed, '|', &number, &hash);

    *out = (Identity){.masked = T(""), .hash = T("")};
    number = squeezed(ctx->arena, text_trim(number));
    if (number.len == 0)
        return OK;
    if (is_whole(number)) {
        out->masked = masked(ctx->arena, number);
        out->birth_year = year_in(number);
        return number_hash(ctx, "id", number, &out->hash);
    }
    if (is_masked(number)) {
        out->masked = masked(ctx->arena, number);
        hash = text_trim(hash);
        if (has_hash && hash.len == HASH_CHARS && text_is_clean(hash))
            out->hash = hash;
        return OK;
    }
    if (text_find(number, T("E+")) < number.len || text_find(number, T("e+")) < number.len)
        return ctx_problem(
            ctx, "identity",
            TR(ctx->lang, "身份证号被表格软件改成了数字，请把这一列设成文本再填一遍"));
    return ctx_problem(ctx, "identity",
                       TR(ctx->lang, "身份证号写 18 位，或者中间打星号的 18 位，也可以不写"));
}

/* An identity number that stands in the wrong place must not be kept by mistake. */
static bool
holds_number(Text words)
{
    size_t digits = 0;

    for (size_t i = 0; i < words.len; i++)
        digits += is_digit(words.at[i]);
    return digits > DIGITS_IN_WORDS_MAX;
}

static void
check_words(Ctx *ctx, const char *field, Text words, size_t chars_max)
{
    if (!text_is_clean(words) || holds_number(words))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(words) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

void
roster_check(Ctx *ctx, const Resident *resident)
{
    int year = day_to_date(ctx_today(ctx)).year;

    if (text_is_blank(resident->name))
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "请写姓名"));
    else
        check_words(ctx, "name", resident->name, RESIDENT_NAME_CHARS_MAX);
    check_words(ctx, "relation", resident->relation, RESIDENT_RELATION_CHARS_MAX);
    if (resident->birth_year < RESIDENT_BIRTH_YEAR_MIN || resident->birth_year > year)
        (void)!ctx_problem(
            ctx, "birth_year",
            TR_FORMAT(ctx->arena, ctx->lang, "出生年份写 {first} 到 {last} 的四位数",
                      {"first", text_printf(ctx->arena, "%d", RESIDENT_BIRTH_YEAR_MIN)},
                      {"last", text_printf(ctx->arena, "%d", year)}));
    if ((resident->marks & ~(int64_t)MARKS_ALL) != 0)
        (void)!ctx_problem(ctx, "marks", TR(ctx->lang, "没有这样的标记"));
}
