#include "prose/link.h"

/* What stands before the first colon, unless a slash, question mark or hash comes before. */
static bool
cut_scheme(Text url, Text *scheme_out)
{
    for (size_t i = 0; i < url.len; i++) {
        char c = url.at[i];

        if (c == ':') {
            *scheme_out = text_slice(url, 0, i);
            return true;
        }
        if (c == '/' || c == '?' || c == '#')
            return false;
    }
    return false;
}

/* Browsers drop spaces and control bytes inside a scheme and take \ for /, so none of these may
 * stand in a link at all (WHATWG URL, 4.4). */
bool
link_is_fine(Text url)
{
    static const Text schemes[] = {T_INIT("http"), T_INIT("https"), T_INIT("mailto"),
                                   T_INIT("tel")};
    Text scheme;

    if (url.len == 0 || url.len > LINK_BYTES_MAX || text_starts(url, T("//")))
        return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 0x7F || url.at[i] == '\\')
            return false;
    if (!cut_scheme(url, &scheme))
        return true;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (text_eq_nocase(scheme, schemes[i]))
            return true;
    return false;
}
