/*
 * Looking up messages.  The catalogues are GNU .mo files (gettext manual, "The Format of GNU MO
 * Files") built from locale/ and compiled into the program, so that no locale of the system and
 * no file at run time matters.
 */
#include "base/tr.h"

#include <string.h>

#include "base/buf.h"

enum {
    MO_HEADER_BYTES = 20,
    MO_MAGIC = (int)0x950412de,
    FORMAT_BYTES_MAX = 64 * 1024,
};

/* Made by tools/embed.py from the .mo files. */
extern const unsigned char tr_mo_en[];
extern const unsigned char tr_mo_zh_hant[];
extern const size_t tr_mo_en_len;
extern const size_t tr_mo_zh_hant_len;

typedef struct Catalogue {
    const unsigned char *at;
    size_t len;
} Catalogue;

static Catalogue
catalogue_of(Lang lang)
{
    switch (lang) {
    case LANG_HANT:
        return (Catalogue){tr_mo_zh_hant, tr_mo_zh_hant_len};
    case LANG_EN:
        return (Catalogue){tr_mo_en, tr_mo_en_len};
    case LANG_HANS:
    case LANG_COUNT:
        break;
    }
    return (Catalogue){0};
}

/* The little-endian word at offset; 0 outside the catalogue. */
static uint32_t
word(Catalogue mo, size_t offset)
{
    const unsigned char *at;

    if (mo.len < 4 || offset > mo.len - 4)
        return 0;
    at = mo.at + offset;
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* The string that the i-th descriptor of a table names; NULL when it leaves the catalogue. */
static const char *
string(Catalogue mo, uint32_t table, uint32_t i)
{
    size_t descriptor = (size_t)table + (size_t)i * 8;
    size_t len = word(mo, descriptor);
    size_t offset = word(mo, descriptor + 4);

    if (offset >= mo.len || len >= mo.len - offset || mo.at[offset + len] != '\0')
        return NULL;
    return (const char *)mo.at + offset;
}

static const char *
find(Catalogue mo, const char *msgid)
{
    uint32_t low = 0;
    uint32_t high = word(mo, 8);

    if (mo.len < MO_HEADER_BYTES || word(mo, 0) != (uint32_t)MO_MAGIC || msgid[0] == '\0')
        return NULL;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *candidate = string(mo, word(mo, 12), middle);
        int order = candidate == NULL ? 0 : strcmp(msgid, candidate);

        if (candidate == NULL)
            return NULL;
        if (order == 0)
            return string(mo, word(mo, 16), middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const char *
translated(Lang lang, const char *msgid)
{
    const char *found = find(catalogue_of(lang), msgid);

    return found == NULL || found[0] == '\0' ? msgid : found;
}

const char *
tr_site(TrSite *site, Lang lang)
{
    if (lang < 0 || lang >= LANG_COUNT)
        return site->msgid;
    if (site->in[lang] == NULL)
        site->in[lang] = translated(lang, site->msgid);
    return site->in[lang];
}

Text
tr_text(Lang lang, const char *msgid)
{
    return text_c(translated(lang, msgid));
}

static const TrArg *
arg_named(const TrArg *args, size_t count, Text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_eq(text_c(args[i].name), name))
            return &args[i];
    return NULL;
}

Text
tr_format(Arena *arena, Text sentence, const TrArg *args, size_t count)
{
    Buf out = buf_new(arena, FORMAT_BYTES_MAX);
    Text rest = sentence;

    while (rest.len != 0) {
        size_t open = text_find(rest, T("{"));
        Text after = text_slice(rest, open, rest.len);
        size_t close = text_find(after, T("}"));
        const TrArg *arg = close == after.len || close == 0
                               ? NULL
                               : arg_named(args, count, text_slice(after, 1, close - 1));

        buf_text(&out, text_slice(rest, 0, open));
        if (after.len == 0)
            break;
        if (arg != NULL) {
            buf_text(&out, arg->value);
            rest = text_slice(after, close + 1, after.len);
        } else {
            /* A brace that names no argument stands for itself. */
            buf_char(&out, '{');
            rest = text_slice(after, 1, after.len);
        }
    }
    return buf_done(&out);
}
