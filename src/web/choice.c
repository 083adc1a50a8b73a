#include "web/choice.h"

#include "web/target.h"

static const Text codes[LANG_COUNT] = {
    [LANG_HANS] = T_INIT("zh-Hans"),
    [LANG_HANT] = T_INIT("zh-Hant"),
    [LANG_EN] = T_INIT("en"),
};

Text
lang_code(Lang lang)
{
    return codes[lang];
}

bool
lang_parse(Text code, Lang *out)
{
    static const struct {
        Text code;
        Lang lang;
    } known[] = {
        {T_INIT("zh-Hant"), LANG_HANT},
        {T_INIT("zh-TW"),   LANG_HANT},
        {T_INIT("zh-HK"),   LANG_HANT},
        {T_INIT("zh-MO"),   LANG_HANT},
        {T_INIT("zh"),      LANG_HANS},
        {T_INIT("en"),      LANG_EN  },
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        Text prefix = known[i].code;

        if (code.len < prefix.len || !text_eq_nocase(text_slice(code, 0, prefix.len), prefix))
            continue;
        if (code.len == prefix.len || code.at[prefix.len] == '-') {
            *out = known[i].lang;
            return true;
        }
    }
    return false;
}

/* ";q=0.8" in thousandths; 1000 when there is none. */
static int
quality(Text parameters)
{
    size_t at = text_find(parameters, T("q="));
    int value = 0;
    int place = 1000;

    if (at == parameters.len)
        return 1000;
    for (at += 2; at < parameters.len && place != 0; at++) {
        char c = parameters.at[at];

        if (c == '.')
            continue;
        if (c < '0' || c > '9')
            break;
        value += (c - '0') * place;
        place /= 10;
    }
    return value > 1000 ? 1000 : value;
}

static Lang
accepted(Text accept_language)
{
    Lang best = LANG_HANS;
    int best_quality = 0;
    Text rest = accept_language;

    while (rest.len != 0) {
        Text range;
        Text code;
        Text parameters;
        Lang lang;
        int q;

        text_cut(rest, ',', &range, &rest);
        text_cut(range, ';', &code, &parameters);
        while (code.len != 0 && code.at[0] == ' ')
            code = text_slice(code, 1, code.len);
        q = quality(parameters);
        if (q > best_quality && lang_parse(code, &lang)) {
            best = lang;
            best_quality = q;
        }
    }
    return best;
}

Choice
choice_of(Text cookie_header, Text accept_language, bool program)
{
    Text lang = cookie_find(cookie_header, T("lang"));
    Choice choice = {.elder = text_eq(cookie_find(cookie_header, T("mode")), T("elder"))};

    if (lang_parse(lang, &choice.lang))
        return choice;
    /* Between the two scripts the browser decides.  English has to be asked for: what villages
     * publish is Chinese, and many a phone and office computer in a village says "en" without
     * meaning it. */
    choice.lang = accepted(accept_language);
    if (choice.lang == LANG_EN && !program)
        choice.lang = LANG_HANS;
    return choice;
}

void
choice_asked(Ctx *ctx, const Request *req, Choice *choice, Response *res)
{
    Text lang = request_query(req, "lang");
    Text mode = request_query(req, "mode");

    if (lang_parse(lang, &choice->lang))
        response_cookie(ctx, req, res, T("lang"), lang_code(choice->lang), CHOICE_SECONDS);
    if (text_eq(mode, T("elder")) || text_eq(mode, T("standard"))) {
        choice->elder = text_eq(mode, T("elder"));
        response_cookie(ctx, req, res, T("mode"), mode, CHOICE_SECONDS);
    }
}
