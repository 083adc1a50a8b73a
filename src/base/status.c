#include "base/status.h"

static const char *const names[STATUS_COUNT] = {
    [OK] = "ok",         [NOT_FOUND] = "not_found", [INVALID] = "invalid",
    [DENIED] = "denied", [CONFLICT] = "conflict",   [BUSY] = "busy",
    [FAULT] = "fault",
};

const char *
status_name(Status status)
{
    return names[status];
}
