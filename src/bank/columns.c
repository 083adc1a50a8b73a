/*
 * What the columns of a bank's table mean at a village, from one time to the next.
 */
#include "bank/bank.h"
#include "base/crypto.h"
#include "catalogue/catalogue.h"
#include "sheet/sheet.h"

/* They stand among the matchings of sheets, as those of this "item". */
#define MATCH_ITEM T("bank")

static Text
header_key(Arena *arena, Texts header)
{
    Texts keys = {NEW_ARRAY(arena, Text, header.len), header.len};

    for (size_t i = 0; i < header.len; i++)
        keys.at[i] = sheet_name_key(arena, header.at[i]);
    return text_slice(sha256_hex(arena, text_join(arena, keys, T("|"))), 0, SHA256_BYTES);
}

/* "day=0,out=3,in=4" */
Status
bank_columns_remember(Ctx *ctx, RegionCode village, Texts header, const StatementColumns *columns)
{
    Texts parts = {NEW_ARRAY(ctx->arena, Text, FIELD_COUNT), 0};

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    for (int field = 0; field < FIELD_COUNT; field++)
        if (columns->at[field] >= 0)
            parts.at[parts.len++] =
                text_printf(ctx->arena, "%s=%d", statement_field_name((StatementField)field),
                            columns->at[field]);
    return catalogue_match_put(ctx, village, MATCH_ITEM, header_key(ctx->arena, header),
                               text_join(ctx->arena, parts, T(",")));
}

Status
bank_columns_get(Ctx *ctx, RegionCode village, Texts header, StatementColumns *out)
{
    Text rest;
    Text part;

    TRY(catalogue_match_get(ctx, village, MATCH_ITEM, header_key(ctx->arena, header), &rest));
    for (int field = 0; field < FIELD_COUNT; field++)
        out->at[field] = STATEMENT_NONE;
    while (rest.at != NULL) {
        Text name;
        Text number;
        StatementField field;
        int64_t column;

        text_cut(rest, ',', &part, &rest);
        text_cut(part, '=', &name, &number);
        if (statement_field_parse(name, &field) && text_to_i64(number, &column) && column >= 0 &&
            (size_t)column < header.len)
            out->at[field] = (int)column;
    }
    return OK;
}
