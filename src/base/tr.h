/*
 * tr -- text for people in the reader's language.
 *
 * The source language is Chinese (zh-Hans): a msgid is the Chinese sentence as villagers would say
 * it. gettext catalogues (locale/en.po, locale/zh_Hant.po) are compiled into the program; a call
 * site looks its translations up once.
 */
#pragma once

#include "base/arena.h"
#include "base/ctx.h"
#include "base/text.h"

/* Text of the interface: the Chinese msgid, its translation is looked up once per call site. */
typedef struct TrSite {
    const char *msgid;
    const char *in[LANG_COUNT]; /* filled at first use */
} TrSite;

/* The translation as a C string; falls back to the msgid. */
const char *tr_site(TrSite *site, Lang lang);

/* In C code: TR(ctx->lang, "没有权限").  A constant msgid, found by the extraction of messages. */
#define TR(lang, id)                                                                               \
    ({                                                                                             \
        static TrSite tr_site_ = {.msgid = (id)};                                                  \
        text_c(tr_site(&tr_site_, (lang)));                                                        \
    })

/* Names what is translated elsewhere, in tables of constants: { N_("草稿") } … tr_text(lang, name).
 */
#define N_(id) (id)
Text tr_text(Lang lang, const char *msgid);

/* A sentence with named places: tr_format(arena, TR(lang, "第 {row} 行有误"), (TrArg[]){{"row",
 * n}}, 1). Values are plain text here; a template escapes them. */
typedef struct TrArg {
    const char *name;
    Text value;
} TrArg;
Text tr_format(Arena *arena, Text sentence, const TrArg *args, size_t count);
#define TR_FORMAT(arena, lang, id, ...)                                                            \
    tr_format((arena), TR((lang), id), (const TrArg[]){__VA_ARGS__},                               \
              sizeof((const TrArg[]){__VA_ARGS__}) / sizeof(TrArg))
