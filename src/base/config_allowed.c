#include "base/config_allowed.h"

#include "base/log.h"

bool
is_path(Text value)
{
    return value.len != 0 && value.len < 1024;
}

bool
is_database(Text value)
{
    return (text_starts(value, T("sqlite:")) && value.len > 7) ||
           text_starts(value, T("postgresql://")) || text_starts(value, T("postgres://"));
}

bool
is_listen(Text value)
{
    int64_t port;
    size_t colon = value.len;

    if (text_starts(value, T("unix:")))
        return value.len > 5;
    while (colon != 0 && value.at[colon - 1] != ':')
        colon--;
    return colon > 1 && text_to_i64(text_slice(value, colon, value.len), &port) && port >= 0 &&
           port <= 65535;
}

bool
is_public_url(Text value)
{
    return value.len == 0 ||
           ((text_starts(value, T("https://")) || text_starts(value, T("http://"))) &&
            !text_ends(value, T("/")));
}

/* A URL that begins so, in visible ASCII. */
static bool
is_url(Text value, const char *scheme)
{
    Text begin = text_c(scheme);

    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] <= ' ' || value.at[i] > '~')
            return false;
    return text_starts(value, begin) && value.len > begin.len;
}

bool
is_gateway(Text value)
{
    return value.len == 0 || text_eq(value, T("console")) || is_url(value, "https://") ||
           is_url(value, "http://");
}

bool
is_mail_gateway(Text value)
{
    return value.len == 0 || text_eq(value, T("console")) || is_url(value, "smtps://") ||
           is_url(value, "smtp://");
}

bool
is_mail_from(Text value)
{
    Text local, domain;

    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] <= ' ' || value.at[i] > '~' || value.at[i] == '<' || value.at[i] == '>')
            return false;
    return value.len == 0 ||
           (text_cut(value, '@', &local, &domain) && local.len != 0 && domain.len != 0);
}

bool
is_secret(Text value)
{
    return value.len == 0 || value.len >= 16;
}

bool
is_log_level(Text value)
{
    LogLevel level;

    return log_level_parse(value, &level);
}
