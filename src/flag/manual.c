/*
 * The rules in words, made from the rules themselves, so that what is written is what runs.
 */
#include "base/buf.h"
#include "flag/flag.h"

enum { MANUAL_BYTES_MAX = 1024 * 1024 };

typedef struct Manual {
    Arena *arena;
    Lang lang;
    Buf buf;
} Manual;

static void
put(Manual *manual, Text text)
{
    buf_text(&manual->buf, text);
}

static Text
words(const Manual *manual, const char *msgid)
{
    return tr_text(manual->lang, msgid);
}

static void
put_list(Manual *manual)
{
    buf_printf(&manual->buf, "| %.*s | %.*s | %.*s | %.*s |\n|---|---|---|---|\n",
               TEXT_ARGS(TR(manual->lang, "编号")), TEXT_ARGS(TR(manual->lang, "规则")),
               TEXT_ARGS(TR(manual->lang, "级别")), TEXT_ARGS(TR(manual->lang, "谁看得到")));
    for (size_t i = 0; i < flag_rule_count; i++) {
        const FlagRule *rule = flag_rules[i];

        buf_printf(&manual->buf, "| %s | [%.*s](#%s) | %.*s | %.*s |\n", rule->code,
                   TEXT_ARGS(words(manual, rule->title)), rule->name,
                   TEXT_ARGS(words(manual, flag_level_title(rule->level))),
                   TEXT_ARGS(words(manual, flag_audience_title(rule->audience))));
    }
}

static void
put_settings(Manual *manual, const FlagRule *rule)
{
    if (rule->settings[0].name == NULL)
        return;
    buf_printf(&manual->buf, "\n| %.*s | %.*s | %.*s | %.*s |\n|---|---|---|---|\n",
               TEXT_ARGS(TR(manual->lang, "设置")), TEXT_ARGS(TR(manual->lang, "意思")),
               TEXT_ARGS(TR(manual->lang, "不另定时")), TEXT_ARGS(TR(manual->lang, "可以定")));
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && rule->settings[i].name != NULL; i++) {
        const FlagSetting *setting = &rule->settings[i];
        Arena *arena = manual->arena;

        buf_printf(&manual->buf, "| `%s` | %.*s | %.*s | %.*s – %.*s |\n", setting->name,
                   TEXT_ARGS(words(manual, setting->title)),
                   TEXT_ARGS(flag_value_words(arena, manual->lang, setting->unit, setting->value)),
                   TEXT_ARGS(flag_value_words(arena, manual->lang, setting->unit, setting->least)),
                   TEXT_ARGS(flag_value_words(arena, manual->lang, setting->unit, setting->most)));
    }
}

static void
put_lists(Manual *manual, const FlagRule *rule)
{
    Text names = flag_rule_lists(manual->arena, manual->lang, rule);

    if (names.len == 0)
        return;
    put(manual, T("\n"));
    put(manual,
        TR_FORMAT(manual->arena, manual->lang, "**有这样的名单才查：** {lists}", {"lists", names}));
    put(manual, T("\n"));
}

static void
put_rule(Manual *manual, const FlagRule *rule)
{
    /* A heading is its own anchor. */
    buf_printf(&manual->buf, "\n## %s\n\n**%s %.*s**, ", rule->name, rule->code,
               TEXT_ARGS(words(manual, rule->title)));
    put(manual, TR_FORMAT(manual->arena, manual->lang, "第 {version} 版",
                          {"version", text_printf(manual->arena, "%d", rule->version)}));
    buf_printf(&manual->buf, ", %.*s, %.*s\n\n> %.*s\n\n",
               TEXT_ARGS(words(manual, flag_level_title(rule->level))),
               TEXT_ARGS(words(manual, flag_audience_title(rule->audience))),
               TEXT_ARGS(words(manual, rule->sentence)));
    put(manual, TR_FORMAT(manual->arena, manual->lang, "**为什么要看：** {why}",
                          {"why", words(manual, rule->why)}));
    put(manual, T("\n\n"));
    put(manual, TR_FORMAT(manual->arena, manual->lang, "**也可能没事：** {doubt}",
                          {"doubt", words(manual, rule->doubt)}));
    put(manual, T("\n"));
    put_lists(manual, rule);
    put_settings(manual, rule);
}

Text
flag_rules_manual(Arena *arena, Lang lang)
{
    Manual manual = {.arena = arena, .lang = lang, .buf = buf_new(arena, MANUAL_BYTES_MAX)};

    put(&manual, T("# "));
    put(&manual, TR(lang, "红旗的规则"));
    put(&manual, T("\n\n"));
    put(&manual,
        TR(lang, "由 `mingbai flags rules` 从规则本身写出，不要手改。红旗只是提醒：不是线索，"
                 "更不是结论，要由人核实。大括号里的数字由规则填上；设置由各区按日期决定。"));
    put(&manual, T("\n\n"));
    put_list(&manual);
    for (size_t i = 0; i < flag_rule_count; i++)
        put_rule(&manual, flag_rules[i]);
    return buf_done(&manual.buf);
}
