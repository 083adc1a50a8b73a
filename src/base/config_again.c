/*
 * What a process that is running takes of settings that were read again.
 */
#include "base/buf.h"
#include "base/config.h"

enum { NAMES_BYTES_MAX = 4096 };

static void
name(Buf *out, bool wanted, const char *setting)
{
    if (wanted)
        buf_printf(out, "%s%s", out->len == 0 ? "" : ", ", setting);
}

Text
config_changed(Arena *arena, const Config *before, const Config *after, SettingWhen when)
{
    Buf out = buf_new(arena, NAMES_BYTES_MAX);

#define TEXT_SETTING(member, when_, ...)                                                           \
    name(&out, when == (when_) && !text_eq(before->member, after->member), #member);
#define INT_SETTING(member, when_, ...)                                                            \
    name(&out, when == (when_) && before->member != after->member, #member);
#define BYTES_SETTING INT_SETTING
#define BOOL_SETTING INT_SETTING
#include "base/settings.tbl"
    return out.len == 0 ? T("") : buf_done(&out);
}

void
config_keep(const Config *running, Config *config)
{
#define TEXT_SETTING(member, when_, ...)                                                           \
    if ((when_) == SETTING_AT_START)                                                               \
        config->member = running->member;
#define INT_SETTING TEXT_SETTING
#define BYTES_SETTING TEXT_SETTING
#define BOOL_SETTING TEXT_SETTING
#include "base/settings.tbl"
}
