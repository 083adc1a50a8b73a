#include "ledger/category.h"

#include "base/tr.h"

#define IN DIRECTION_IN
#define OUT DIRECTION_OUT

static const Category categories[] = {
#define CATEGORY(number_, account_, direction_, word_, name_, marks_)                              \
    {.number = (number_),                                                                          \
     .account = (account_),                                                                        \
     .direction = (direction_),                                                                    \
     .word = (word_),                                                                              \
     .name = (name_),                                                                              \
     .marks = (marks_)},
#include "ledger/category.tbl"
#undef CATEGORY
};

enum { CATEGORIES = sizeof categories / sizeof categories[0], OTHER_IN = 50402, OTHER_OUT = 51501 };

typedef struct Account {
    int number;
    const char *title;
} Account;

/* Those of the 42 that categories stand on. */
static const Account accounts[] = {
    {112, N_("应收款")         },
    {151, N_("固定资产")      },
    {153, N_("在建工程")      },
    {211, N_("应付款")         },
    {231, N_("一事一议资金")},
    {241, N_("专项应付款")   },
    {322, N_("收益分配")      },
    {501, N_("经营收入")      },
    {502, N_("投资收益")      },
    {503, N_("补助收入")      },
    {504, N_("其他收入")      },
    {511, N_("经营支出")      },
    {512, N_("税金及附加")   },
    {513, N_("管理费用")      },
    {514, N_("公益支出")      },
    {515, N_("其他支出")      },
};

static const struct {
    const char *title;
    Direction direction;
} words[WORD_COUNT] = {
    [WORD_ROADS] = {N_("修路修渠"),    OUT},
      [WORD_CLEAN] = {N_("环境卫生"),    OUT},
    [WORD_WELFARE] = {N_("慰问福利"),    OUT},
      [WORD_OFFICE] = {N_("办公开支"),    OUT},
    [WORD_OTHER_OUT] = {N_("其他支出"),    OUT},
      [WORD_RENT] = {N_("出租发包"),    IN },
    [WORD_SUBSIDY] = {N_("上级补助"),    IN },
      [WORD_EARNED] = {N_("经营和分红"), IN },
    [WORD_GIFT] = {N_("捐赠"),          IN },
      [WORD_OTHER_IN] = {N_("其他收入"),    IN },
};

const Category *
category_of(int64_t number)
{
    for (size_t i = 0; i < CATEGORIES; i++)
        if (categories[i].number == number)
            return &categories[i];
    return NULL;
}

const Category *
category_at(size_t i)
{
    return i < CATEGORIES ? &categories[i] : NULL;
}

/* Bytes of the longest mark that stands in the purpose. */
static size_t
longest_mark(const Category *category, Text purpose)
{
    Text rest = text_c(category->marks);
    Text mark;
    size_t best = 0;

    while (rest.at != NULL) {
        text_cut(rest, ' ', &mark, &rest);
        if (mark.len > best && text_find(purpose, mark) < purpose.len)
            best = mark.len;
    }
    return best;
}

/* account 0: any. */
static const Category *
best_of(Text purpose, Direction direction, int account)
{
    const Category *best = NULL;
    size_t best_len = 0;

    for (size_t i = 0; i < CATEGORIES; i++) {
        size_t len;

        if (categories[i].direction != direction ||
            (account != 0 && categories[i].account != account))
            continue;
        len = longest_mark(&categories[i], purpose);
        if (len > best_len) {
            best = &categories[i];
            best_len = len;
        }
    }
    return best;
}

const Category *
category_guess(Text purpose, Direction direction)
{
    const Category *found = best_of(purpose, direction, 0);

    return found != NULL ? found : category_of(direction == DIRECTION_IN ? OTHER_IN : OTHER_OUT);
}

static const Category *
last_of_account(int account, Direction direction)
{
    const Category *last = NULL;

    for (size_t i = 0; i < CATEGORIES; i++)
        if (categories[i].account == account && categories[i].direction == direction)
            last = &categories[i];
    return last;
}

static bool
is_named(Text typed, const char *msgid)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (text_eq(typed, tr_text((Lang)lang, msgid)))
            return true;
    return false;
}

const Category *
category_parse(Text typed, Text purpose, Direction direction)
{
    int64_t number = 0;

    typed = text_trim(typed);
    if (text_to_i64(typed, &number) && category_of(number) != NULL)
        return category_of(number)->direction == direction ? category_of(number) : NULL;
    for (size_t i = 0; i < CATEGORIES; i++)
        if (categories[i].direction == direction && is_named(typed, categories[i].name))
            return &categories[i];
    for (size_t i = 0; i < sizeof accounts / sizeof accounts[0]; i++) {
        const Category *found;

        if (!is_named(typed, accounts[i].title) && number != accounts[i].number)
            continue;
        found = best_of(purpose, direction, accounts[i].number);
        return found != NULL ? found : last_of_account(accounts[i].number, direction);
    }
    /* An everyday word is as good as an account's name. */
    for (int word = 0; word < WORD_COUNT; word++)
        if (words[word].direction == direction && is_named(typed, words[word].title))
            for (size_t i = 0; i < CATEGORIES; i++)
                if (categories[i].word == (Word)word && categories[i].direction == direction)
                    return &categories[i];
    return NULL;
}

const char *
account_title(int account)
{
    for (size_t i = 0; i < sizeof accounts / sizeof accounts[0]; i++)
        if (accounts[i].number == account)
            return accounts[i].title;
    return NULL;
}

const char *
word_title(Word word)
{
    return words[word].title;
}

Direction
word_direction(Word word)
{
    return words[word].direction;
}

const char *
direction_name(Direction direction)
{
    return direction == DIRECTION_IN ? "in" : "out";
}

bool
direction_parse(Text text, Direction *out)
{
    static const char *const ins[] = {"in", "收入", "收", "贷", "进"};
    static const char *const outs[] = {"out", "支出", "支", "付", "借", "出"};

    text = text_trim(text);
    for (size_t i = 0; i < sizeof ins / sizeof ins[0]; i++) {
        if (text_eq(text, text_c(ins[i]))) {
            *out = DIRECTION_IN;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof outs / sizeof outs[0]; i++) {
        if (text_eq(text, text_c(outs[i]))) {
            *out = DIRECTION_OUT;
            return true;
        }
    }
    return false;
}
