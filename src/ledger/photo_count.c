/* How many photographs of its voucher an entry has. */
#include "ledger/inside.h"

Status
entry_photo_count(Ctx *ctx, Entry *entry)
{
    EntryPhotosOfRows rows;

    TRY(entry_photos_of(ctx, entry->id, &rows));
    for (size_t i = 0; i < rows.len; i++)
        entry->photos += text_eq(rows.at[i].state, T("safe")) ? 1 : 0;
    return OK;
}

Status
entry_photo_counts(Ctx *ctx, Entries *entries)
{
    for (size_t i = 0; i < entries->len; i++)
        TRY(entry_photo_count(ctx, &entries->at[i]));
    return OK;
}
