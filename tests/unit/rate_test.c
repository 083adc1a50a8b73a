#include "harness.h"

#include "base/rate.h"

TEST(all_is_said_only_of_all_and_nothing_only_of_nothing)
{
    static const struct {
        int64_t part, whole;
        const char *words;
    } rows[] = {
        {0,     0,      "–"   },
        {3,     0,      "–"   },
        {0,     7,      "0.0%"  },
        {7,     7,      "100.0%"},
        {2,     3,      "66.7%" },
        {1,     8,      "12.5%" },
        {1,     2000,   "0.1%"  },
        {1,     100000, "0.1%"  },
        {99999, 100000, "99.9%" },
        {9995,  10000,  "99.9%" },
        {9994,  10000,  "99.9%" },
        {94449, 100000, "94.4%" },
        {94450, 100000, "94.5%" },
        {12,    10,     "120.0%"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].words);
        CHECK(text_eq(rate_format(arena, rows[i].part, rows[i].whole), text_c(rows[i].words)));
    }
    CHECK_INT(rate_per_mille(5, 0), 0);
    CHECK_INT(rate_per_mille(1, 3), 333);
}
