#include "disclosure/desk.h"

#include "disclosure/desk_parts.h"

enum {
    READ = ROUTE_READ | ROUTE_STAFF,
    WRITE = ROUTE_WRITE | ROUTE_STAFF,
    TAKE = ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD, /* with files */
};

static const Route routes[] = {
    {METHOD_GET,  "/desk",                 desk_home,          READ },
    {METHOD_GET,  "/desk/d/new",           desk_new_form,      READ },
    {METHOD_POST, "/desk/d/new",           desk_new,           WRITE},
    {METHOD_GET,  "/desk/d/{id}",          desk_editor,        READ },
    {METHOD_POST, "/desk/d/{id}",          desk_save,          TAKE },
    {METHOD_POST, "/desk/d/{id}/discard",  desk_discard,       WRITE},
    {METHOD_GET,  "/desk/d/{id}/sheet",    desk_sheet_form,    READ },
    {METHOD_POST, "/desk/d/{id}/sheet",    desk_sheet,         TAKE },
    {METHOD_GET,  "/desk/d/{id}/preview",  desk_preview,       READ },
    {METHOD_POST, "/desk/d/{id}/mask",     desk_mask,          WRITE},
    {METHOD_POST, "/desk/d/{id}/submit",   desk_submit,        WRITE},
    {METHOD_GET,  "/desk/d/{id}/review",   desk_review,        READ },
    {METHOD_POST, "/desk/d/{id}/approve",  desk_approve,       WRITE},
    {METHOD_POST, "/desk/d/{id}/confirm",  desk_confirm,       WRITE},
    {METHOD_POST, "/desk/d/{id}/return",   desk_return,        WRITE},
    {METHOD_GET,  "/desk/d/{id}/correct",  desk_correct_form,  READ },
    {METHOD_POST, "/desk/d/{id}/correct",  desk_correct,       WRITE},
    {METHOD_GET,  "/desk/d/{id}/withdraw", desk_withdraw_form, READ },
    {METHOD_POST, "/desk/d/{id}/withdraw", desk_withdraw,      WRITE},
    {METHOD_GET,  "/desk/review",          desk_review_list,   READ },
    {METHOD_GET,  "/desk/missing",         desk_missing_list,  READ },
    {METHOD_GET,  "/desk/village/{code}",  desk_village,       READ },
};

const RouteTable disclosure_desk_routes = ROUTES(routes);
