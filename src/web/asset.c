#include "web/asset.h"

/* Made by tools/assetgen, in the order of names. */
extern const Asset asset_list[];
extern const size_t asset_list_len;

static const Text FOLDER = T_INIT("/static/");

const Asset *
asset_find(Text path)
{
    if (!text_starts(path, FOLDER))
        return NULL;
    for (size_t i = 0; i < asset_list_len; i++)
        if (text_eq(asset_list[i].path, path))
            return &asset_list[i];
    return asset_named(text_slice(path, FOLDER.len, path.len));
}

const Asset *
asset_named(Text name)
{
    size_t low = 0, high = asset_list_len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(name, asset_list[middle].name);

        if (order == 0)
            return &asset_list[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

Text
asset_url(const char *name)
{
    const Asset *asset = asset_named(text_c(name));

    return asset == NULL ? (Text){0} : asset->path;
}
