#include "prose/number.h"

enum { ID_LEN = 18, OLD_ID_LEN = 15, CARD_LEN_MIN = 13, CARD_LEN_MAX = 19 };

static bool
all_digits(Text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return true;
}

static int
two(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* ---- identity numbers ---- */

static bool
is_province(int code)
{
    static const struct {
        int first;
        int last;
    } ranges[] = {
        {11, 15},
        {21, 23},
        {31, 37},
        {41, 46},
        {50, 54},
        {61, 65},
        {71, 71},
        {81, 83},
        {91, 91}
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

static bool
is_date(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool
is_old_id(const char *digits)
{
    return two(digits + 2) != 0 && two(digits + 4) != 0 &&
           is_date(1900 + two(digits + 6), two(digits + 8), two(digits + 10));
}

static int
weighed(const char *digits, const int *weights, int count)
{
    int sum = 0;

    for (int i = 0; i < count; i++)
        sum += (digits[i] - '0') * weights[i];
    return sum;
}

bool
number_is_id(Text digits)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const char *at = digits.at;
    int century;

    if ((digits.len != ID_LEN && digits.len != OLD_ID_LEN) ||
        !all_digits(text_slice(digits, 0, digits.len - 1)) || !is_province(two(at)))
        return false;
    if (digits.len == OLD_ID_LEN)
        return all_digits(digits) && is_old_id(at);
    century = two(at + 6);
    return (century == 19 || century == 20) &&
           is_date(century * 100 + two(at + 8), two(at + 10), two(at + 12)) &&
           at[ID_LEN - 1] == "10X98765432"[weighed(at, weights, ID_LEN - 1) % 11];
}

/* ---- social credit codes ---- */

bool
number_is_credit_code(Text digits)
{
    static const int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    return digits.len == ID_LEN && all_digits(digits) &&
           digits.at[ID_LEN - 1] - '0' == (31 - weighed(digits.at, weights, ID_LEN - 1) % 31) % 31;
}

/* ---- bank cards ---- */

/* How cards begin and how long they are then; what begins with a year is none.  6: UnionPay and
 * older domestic ones; 9: old debit cards (95588…); 4, 5, 3: international ones. */
static bool
begins_like_card(Text digits)
{
    static const struct {
        char first;
        int len_min;
        int len_max;
    } ways[] = {
        {'6', 13, 19},
        {'9', 16, 19},
        {'5', 16, 19},
        {'3', 14, 16},
        {'4', 13, 13},
        {'4', 16, 16},
        {'4', 19, 19}
    };

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (digits.at[0] == ways[i].first && (int)digits.len >= ways[i].len_min &&
            (int)digits.len <= ways[i].len_max)
            return true;
    return false;
}

bool
number_is_card(Text digits)
{
    int sum = 0;

    if (digits.len < CARD_LEN_MIN || digits.len > CARD_LEN_MAX || !all_digits(digits) ||
        !begins_like_card(digits) || number_is_credit_code(digits))
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = digits.at[i] - '0';

        if ((digits.len - i) % 2 == 0)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}
