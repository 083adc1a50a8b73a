#include "region/setting.h"

#include "region/region.sql.h"
#include "store/store.h"

Status
setting_text(Ctx *ctx, Text name, Text *out)
{
    SettingGetRow row;

    TRY(setting_get(ctx, name, &row));
    *out = row.value;
    return OK;
}

Status
setting_set(Ctx *ctx, Text name, Text value)
{
    store_touch(ctx, KEY_SETTINGS);
    return setting_put(ctx, name, value);
}
