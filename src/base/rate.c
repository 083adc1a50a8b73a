#include "base/rate.h"

enum { ALL = 1000 };

int64_t
rate_per_mille(int64_t part, int64_t whole)
{
    int64_t rate;

    if (whole <= 0)
        return 0;
    rate = (part * ALL + whole / 2) / whole;
    if (rate == ALL && part != whole)
        return ALL - 1;
    return rate == 0 && part != 0 ? 1 : rate;
}

Text
rate_format(Arena *arena, int64_t part, int64_t whole)
{
    int64_t rate = rate_per_mille(part, whole);

    if (whole <= 0)
        return T("–");
    return text_printf(arena, "%lld.%lld%%", (long long)(rate / 10), (long long)(rate % 10));
}
