/* Looking things up in a request. */
#include "web/target.h"
#include "web/web.h"

Text
request_param(const Request *req, const char *name)
{
    return pairs_get(&req->params, text_c(name));
}

Text
request_query(const Request *req, const char *name)
{
    return pairs_get(&req->query, text_c(name));
}

Text
request_form(const Request *req, const char *name)
{
    return pairs_get(&req->form, text_c(name));
}

Text
request_cookie(const Request *req, const char *name)
{
    return pairs_get(&req->cookies, text_c(name));
}

bool
request_has_form(const Request *req, const char *name)
{
    return request_form(req, name).at != NULL;
}

Texts
request_form_all(const Request *req, const char *name)
{
    Texts values = {0};
    Text wanted = text_c(name);

    for (size_t i = 0; i < req->form.len; i++)
        values.len += text_eq(req->form.at[i].name, wanted);
    values.at = NEW_ARRAY(req->arena, Text, values.len);
    values.len = 0;
    for (size_t i = 0; i < req->form.len; i++)
        if (text_eq(req->form.at[i].name, wanted))
            values.at[values.len++] = req->form.at[i].value;
    return values;
}

Text
request_url(const Request *req, Text path)
{
    return text_printf(req->arena, "%.*s%.*s", TEXT_ARGS(req->site), TEXT_ARGS(path));
}
