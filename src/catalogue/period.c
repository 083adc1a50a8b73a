#include "catalogue/period.h"

#include "base/tr.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

/* How many months a period of a rhythm lasts. */
static int
rhythm_months(Rhythm rhythm)
{
    switch (rhythm) {
    case RHYTHM_MONTHLY:
        return 1;
    case RHYTHM_QUARTERLY:
        return 3;
    case RHYTHM_HALF_YEARLY:
        return 6;
    case RHYTHM_YEARLY:
        return 12;
    case RHYTHM_EVENT:
        break;
    }
    return 0;
}

static Period
from_months(Rhythm rhythm, int year, int month)
{
    int last = month + rhythm_months(rhythm) - 1;

    return (Period){
        .rhythm = rhythm,
        .start = day_from_date((Date){year, month, 1}),
        .end = day_from_date((Date){year, last, days_in_month(year, last)}),
    };
}

static bool
all_digits(Text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len != 0;
}

static bool
parse_tail(int year, Text tail, Period *out)
{
    int64_t number;

    if (tail.len == 0) {
        *out = from_months(RHYTHM_YEARLY, year, 1);
        return true;
    }
    if (tail.len == 2 && (tail.at[0] == 'H' || tail.at[0] == 'Q')) {
        bool quarter = tail.at[0] == 'Q';

        number = tail.at[1] - '0';
        if (number < 1 || number > (quarter ? 4 : 2))
            return false;
        *out = quarter ? from_months(RHYTHM_QUARTERLY, year, (int)number * 3 - 2)
                       : from_months(RHYTHM_HALF_YEARLY, year, (int)number * 6 - 5);
        return true;
    }
    if (tail.len == 3 && tail.at[0] == '-' && all_digits(text_slice(tail, 1, 2)) &&
        text_to_i64(text_slice(tail, 1, 2), &number) && number >= 1 && number <= 12) {
        *out = from_months(RHYTHM_MONTHLY, year, (int)number);
        return true;
    }
    return false;
}

bool
period_parse(Text text, Period *out)
{
    int64_t year;
    Day day;

    if (text.len < 4 || !all_digits(text_slice(text, 0, 4)) ||
        !text_to_i64(text_slice(text, 0, 4), &year) || year < YEAR_MIN || year > YEAR_MAX)
        return false;
    if (text.len == 10 && day_parse(text, &day)) {
        *out = (Period){.rhythm = RHYTHM_EVENT, .start = day, .end = day};
        return true;
    }
    return parse_tail((int)year, text_slice(text, 4, text.len), out);
}

Text
period_format(Arena *arena, Period period)
{
    Date start = day_to_date(period.start);

    switch (period.rhythm) {
    case RHYTHM_MONTHLY:
        return text_printf(arena, "%04d-%02d", start.year, start.month);
    case RHYTHM_QUARTERLY:
        return text_printf(arena, "%04dQ%d", start.year, (start.month + 2) / 3);
    case RHYTHM_HALF_YEARLY:
        return text_printf(arena, "%04dH%d", start.year, (start.month + 5) / 6);
    case RHYTHM_YEARLY:
        return text_printf(arena, "%04d", start.year);
    case RHYTHM_EVENT:
        break;
    }
    return day_format(arena, period.start);
}

Period
period_of(Rhythm rhythm, Day day)
{
    Date date = day_to_date(day);
    int months = rhythm_months(rhythm);

    if (months == 0)
        return (Period){.rhythm = rhythm, .start = day, .end = day};
    return from_months(rhythm, date.year, (date.month - 1) / months * months + 1);
}

Period
period_before(Period period)
{
    return period_of(period.rhythm, period.start - 1);
}

Period
period_after(Period period)
{
    return period_of(period.rhythm, period.end + 1);
}

Period
period_year_ago(Period period)
{
    Date date = day_to_date(period.start);

    date.year--;
    if (date.day > days_in_month(date.year, date.month))
        date.day = days_in_month(date.year, date.month);
    return period_of(period.rhythm, day_from_date(date));
}

/* "May 2023" needs the month's name; the other languages count. */
static Text
month_name(Lang lang, int month)
{
    switch (month) {
    case 1:
        return TR(lang, "1月");
    case 2:
        return TR(lang, "2月");
    case 3:
        return TR(lang, "3月");
    case 4:
        return TR(lang, "4月");
    case 5:
        return TR(lang, "5月");
    case 6:
        return TR(lang, "6月");
    case 7:
        return TR(lang, "7月");
    case 8:
        return TR(lang, "8月");
    case 9:
        return TR(lang, "9月");
    case 10:
        return TR(lang, "10月");
    case 11:
        return TR(lang, "11月");
    default:
        return TR(lang, "12月");
    }
}

static Text
quarter_words(Arena *arena, Lang lang, Text year, int quarter)
{
    switch (quarter) {
    case 1:
        return TR_FORMAT(arena, lang, "{year}年第一季度", {"year", year});
    case 2:
        return TR_FORMAT(arena, lang, "{year}年第二季度", {"year", year});
    case 3:
        return TR_FORMAT(arena, lang, "{year}年第三季度", {"year", year});
    default:
        return TR_FORMAT(arena, lang, "{year}年第四季度", {"year", year});
    }
}

Text
period_words(Arena *arena, Lang lang, Period period)
{
    Date start = day_to_date(period.start);
    Text year = text_printf(arena, "%d", start.year);

    switch (period.rhythm) {
    case RHYTHM_MONTHLY:
        return TR_FORMAT(arena, lang, "{year}年{month}", {"year", year},
                         {"month", month_name(lang, start.month)});
    case RHYTHM_QUARTERLY:
        return quarter_words(arena, lang, year, (start.month + 2) / 3);
    case RHYTHM_HALF_YEARLY:
        return start.month == 1 ? TR_FORMAT(arena, lang, "{year}年上半年", {"year", year})
                                : TR_FORMAT(arena, lang, "{year}年下半年", {"year", year});
    case RHYTHM_YEARLY:
        return TR_FORMAT(arena, lang, "{year}年度", {"year", year});
    case RHYTHM_EVENT:
        break;
    }
    return TR_FORMAT(arena, lang, "{year}年{month}{day}日", {"year", year},
                     {"month", month_name(lang, start.month)},
                     {"day", text_printf(arena, "%d", start.day)});
}
