/*
 * The leading group of a place.
 */
#include "base/id.h"
#include "base/tr.h"
#include "organisation/inside.h"
#include "organisation/organisation.sql.h"

static const struct {
    const char *name;
    const char *title;
} parts[GROUP_PARTS] = {
    [GROUP_HEAD] = {"head",   N_("组长")         },
    [GROUP_DEPUTY] = {"deputy", N_("副组长")      },
    [GROUP_MEMBER] = {"member", N_("成员")         },
    [GROUP_OFFICE] = {"office", N_("办公室主任")},
};

const char *
group_part_name(GroupPart part)
{
    return parts[part].name;
}

const char *
group_part_title(GroupPart part)
{
    return parts[part].title;
}

bool
group_part_parse(Text name, GroupPart *out)
{
    for (int part = 0; part < GROUP_PARTS; part++)
        if (text_eq(name, text_c(parts[part].name))) {
            *out = (GroupPart)part;
            return true;
        }
    return false;
}

static GroupMember
from_row(const GroupRow *row)
{
    GroupMember member = {
        .id = row->id,
        .region = row->region,
        .position = row->position,
        .name = row->name,
        .office = row->office,
        .part = GROUP_MEMBER,
        .duty = row->duty,
        .phone = row->phone,
    };

    (void)group_part_parse(row->part, &member.part); /* the schema's CHECK leaves no other */
    return member;
}

Status
group_members(Ctx *ctx, RegionCode region, GroupMembers *out)
{
    GroupRows rows;

    TRY(group_of(ctx, region, GROUP_MEMBERS_MAX, &rows));
    *out = (GroupMembers){.at = NEW_ARRAY(ctx->arena, GroupMember, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = from_row(&rows.at[i]);
    return OK;
}

static Status
write(Ctx *ctx, const GroupMember *member)
{
    return group_write(ctx, &(GroupWriteArgs){
                                .id = member->id,
                                .region = member->region,
                                .position = member->position,
                                .name = member->name,
                                .office = member->office,
                                .part = text_c(group_part_name(member->part)),
                                .duty = member->duty,
                                .phone = member->phone,
                            });
}

static void
check(Ctx *ctx, GroupMember *member)
{
    organisation_text(ctx, "name", &member->name, GROUP_NAME_CHARS_MAX, N_("请写姓名"));
    organisation_text(ctx, "office", &member->office, GROUP_OFFICE_CHARS_MAX,
                      N_("请写职务，例如“村党支部书记”"));
    organisation_text(ctx, "duty", &member->duty, GROUP_DUTY_CHARS_MAX, NULL);
    organisation_text(ctx, "phone", &member->phone, GROUP_PHONE_CHARS_MAX, NULL);
    if (member->position < 0 || member->position > GROUP_POSITION_MAX)
        (void)!ctx_problem(ctx, "position", TR(ctx->lang, "排第几请写 1 到 999 的数"));
}

Status
group_put(Ctx *ctx, const GroupMember *given, int64_t *id_out)
{
    GroupMember member = *given;
    GroupMembers all;
    GroupRow row;

    TRY(actor_require(ctx, CAN_EDIT_PROFILE, member.region));
    TRY(group_members(ctx, member.region, &all));
    check(ctx, &member);
    if (member.id == 0 && all.len == GROUP_MEMBERS_MAX)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "最多 40 个人"));
    TRY(ctx_checked(ctx));
    if (member.id != 0) {
        TRY(group_row(ctx, member.id, &row));
        if (row.region != member.region)
            return NOT_FOUND;
    }
    if (member.position == 0)
        member.position = all.len != 0 ? all.at[all.len - 1].position + 1 : 1;
    if (member.position > GROUP_POSITION_MAX)
        member.position = GROUP_POSITION_MAX;
    if (member.id == 0)
        member.id = id_new();
    TRY(write(ctx, &member));
    *id_out = member.id;
    region_touch(ctx, member.region);
    return audit(ctx, member.region, given->id == 0 ? "group.add" : "group.change", member.id,
                 member.name);
}

Status
group_remove(Ctx *ctx, RegionCode region, int64_t id)
{
    GroupRow row;
    int64_t changed;

    TRY(actor_require(ctx, CAN_EDIT_PROFILE, region));
    TRY(group_row(ctx, id, &row));
    TRY(group_delete(ctx, id, region, &changed));
    if (changed == 0)
        return NOT_FOUND;
    region_touch(ctx, region);
    return audit(ctx, region, "group.remove", id, row.name);
}

Status
group_load(Ctx *ctx, const GroupMember *members, size_t len)
{
    TRY(actor_require(ctx, CAN_TRAIN, 0));
    for (size_t i = 0; i < len; i++) {
        GroupMember member = members[i];

        member.id = id_new();
        TRY(write(ctx, &member));
    }
    return OK;
}
