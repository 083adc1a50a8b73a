/*
 * The audit trail on the desk: who did what, when and where, in words.
 */
#include "account/audit.html.h"
#include "account/desk.h"
#include "base/tr.h"

typedef struct ActionRow {
    const char *action;
    const char *words;
    const char
        *link; /* what stands before the object's id (or the detail, see below); NULL: none */
} ActionRow;

static const ActionRow actions[] = {
    {"account.add",                 N_("新建了账号"),                         "/desk/accounts/" },
    {"account.change_password",     N_("修改了自己的密码"),                NULL              },
    {"account.disable",             N_("停用了账号"),                         "/desk/accounts/" },
    {"account.enable",              N_("重新启用了账号"),                   "/desk/accounts/" },
    {"account.erase",               N_("注销了自己的账号"),                NULL              },
    {"account.expire",              N_("注销了没有通过的注册"),          NULL              },
    {"account.grant",               N_("给了角色"),                            "/desk/accounts/" },
    {"account.import",              N_("导入了一批账号"),                   NULL              },
    {"account.register",            N_("注册了账号"),                         NULL              },
    {"account.reset_password",      N_("重设了密码"),                         "/desk/accounts/" },
    {"account.revoke",              N_("收回了角色"),                         "/desk/accounts/" },
    {"account.sign_in",             N_("登录"),                                  NULL              },
    {"account.sign_in_failed",      N_("登录没有成功"),                      NULL              },
    {"account.sign_out_everywhere", N_("在所有地方退出"),                   NULL              },
    {"account.token_add",           N_("新建了令牌"),                         NULL              },
    {"account.token_revoke",        N_("停用了令牌"),                         NULL              },
    {"calendar.load",               N_("载入了工作日历"),                   NULL              },
    {"calendar.put",                N_("修改了工作日历"),                   NULL              },
    {"calendar.remove",             N_("删去了工作日历里的一天"),       NULL              },
    {"catalogue.load",              N_("载入了公开事项目录"),             NULL              },
    {"catalogue.put",               N_("修改了公开事项"),                   "/desk/catalogue/"},
    {"clue.look",                   N_("打开了保密的内容"),                NULL              },
    {"clue.work",                   N_("办理了保密的事项"),                NULL              },
    {"disclosure.approve",          N_("审核通过并公开"),                   "/d/"             },
    {"disclosure.confirm",          N_("确认了账目"),                         "/d/"             },
    {"disclosure.correct",          N_("开始更正"),                            "/d/"             },
    {"disclosure.create",           N_("起草了公开内容"),                   "/d/"             },
    {"disclosure.discard",          N_("丢弃了草稿"),                         NULL              },
    {"disclosure.import",           N_("导入了一批公开内容"),             NULL              },
    {"disclosure.object",           N_("收到一条异议"),                      "/d/"             },
    {"disclosure.return",           N_("退回修改"),                            "/d/"             },
    {"disclosure.submit",           N_("提交审核"),                            "/d/"             },
    {"disclosure.update",           N_("修改了草稿"),                         "/d/"             },
    {"disclosure.withdraw",         N_("撤回了公开内容"),                   "/d/"             },
    {"duty.follow_calendar",        N_("照工作日历重算了期限"),          NULL              },
    {"flag.ask",                    N_("要求村里说明红旗"),                "/desk/flag/"     },
    {"flag.dismiss",                N_("排除了红旗"),                         "/desk/flag/"     },
    {"flag.explain",                N_("说明了红旗"),                         "/desk/flag/"     },
    {"flag.setting",                N_("改了红旗的规则"),                   NULL              },
    {"group.add",                   N_("加了领导小组成员"),                NULL              },
    {"group.change",                N_("修改了领导小组成员"),             NULL              },
    {"group.remove",                N_("去掉了领导小组成员"),             NULL              },
    {"household.add",               N_("登记了一户"),                         "/desk/household/"},
    {"household.change",            N_("修改了一户"),                         "/desk/household/"},
    {"household.close",             N_("给一户销了户"),                      "/desk/household/"},
    {"household.import",            N_("导入了户籍表"),                      NULL              },
    {"household.link",              N_("把账号对应到一户"),                "/desk/household/"},
    {"household.open",              N_("恢复了一户"),                         "/desk/household/"},
    {"household.unlink",            N_("取消了账号和一户的对应"),       "/desk/household/"},
    {"join.ask",                    N_("申请成为本村居民"),                "/desk/accounts/" },
    {"join.confirm",                N_("确认了注册的居民"),                "/desk/accounts/" },
    {"join.refuse",                 N_("没有确认注册的居民"),             "/desk/accounts/" },
    {"objection.seen",              N_("看过了异议"),                         NULL              },
    {"order.accepted",              N_("确认督办办好了"),                   "/desk/order/"    },
    {"order.issue",                 N_("发出了督办"),                         "/desk/order/"    },
    {"order.reported",              N_("报告了督办的办理情况"),          "/desk/order/"    },
    {"order.returned",              N_("退回了督办"),                         "/desk/order/"    },
    {"order.withdrawn",             N_("撤回了督办"),                         "/desk/order/"    },
    {"opinion.add",                 N_("补充了意见"),                         "/desk/opinion/"  },
    {"opinion.answer",              N_("答复并办结了意见"),                "/desk/opinion/"  },
    {"opinion.extension_ask",       N_("申请了延期"),                         "/desk/opinion/"  },
    {"opinion.extension_grant",     N_("同意了延期"),                         "/desk/opinion/"  },
    {"opinion.extension_refuse",    N_("没有同意延期"),                      "/desk/opinion/"  },
    {"opinion.hide",                N_("撤下了意见"),                         "/desk/opinion/"  },
    {"opinion.merge",               N_("并案"),                                  "/desk/opinion/"  },
    {"opinion.move",                N_("把意见转到别的村"),                "/desk/opinion/"  },
    {"opinion.note",                N_("写了内部备注"),                      "/desk/opinion/"  },
    {"opinion.pass",                N_("转办了意见"),                         "/desk/opinion/"  },
    {"opinion.petition",            N_("列为信访矛盾"),                      "/desk/opinion/"  },
    {"opinion.petition_settled",    N_("记下矛盾化解"),                      "/desk/opinion/"  },
    {"opinion.rate",                N_("评价了办理"),                         "/desk/opinion/"  },
    {"opinion.refer",               N_("告诉群众该找哪里"),                "/desk/opinion/"  },
    {"opinion.reply",               N_("答复了意见"),                         "/desk/opinion/"  },
    {"opinion.resolve",             N_("办结了意见"),                         "/desk/opinion/"  },
    {"opinion.show_again",          N_("恢复了意见的显示"),                "/desk/opinion/"  },
    {"opinion.show_photos",         N_("公开了意见的照片"),                "/desk/opinion/"  },
    {"opinion.subject",             N_("请被反映人回避"),                   "/desk/opinion/"  },
    {"opinion.subject_gone",        N_("取消了回避"),                         "/desk/opinion/"  },
    {"opinion.submit",              N_("收到一条意见"),                      "/desk/opinion/"  },
    {"opinion.take",                N_("接办了意见"),                         "/desk/opinion/"  },
    {"opinion.visit",               N_("做了回访"),                            "/desk/opinion/"  },
    {"opinion.visit_tried",         N_("回访没有联系上"),                   "/desk/opinion/"  },
    {"opinion.withdraw",            N_("撤回了意见"),                         "/desk/opinion/"  },
    {"patrol.begin",                N_("开始了巡查"),                         NULL              },
    {"outside.import",              N_("导入了其他单位的名单"),          NULL              },
    {"outside.remove",              N_("删去了其他单位的名单"),          NULL              },
    {"patrol.finish",               N_("结束了巡查"),                         NULL              },
    {"petition.import",             N_("导入了信访登记"),                   NULL              },
    {"petition.remove",             N_("删去了信访登记的一期"),          NULL              },
    {"programme.add",               N_("新建了补贴项目"),                   "/desk/programme/"},
    {"programme.change",            N_("修改了补贴项目"),                   "/desk/programme/"},
    {"programme.reopen",            N_("重新启用了补贴项目"),             "/desk/programme/"},
    {"programme.retire",            N_("停用了补贴项目"),                   "/desk/programme/"},
    {"property.add",                N_("登记了集体财产"),                   NULL              },
    {"property.change",             N_("修改了集体财产的登记"),          NULL              },
    {"property.hand_in",            N_("按登记提交了公开表"),             "/d/"             },
    {"property.import",             N_("导入了集体财产的登记"),          NULL              },
    {"property.remove",             N_("删去了集体财产的登记"),          NULL              },
    {"region.alias",                N_("添加了地方的别名"),                "/desk/regions/"  },
    {"region.close",                N_("撤销了地方"),                         "/desk/regions/"  },
    {"region.import",               N_("导入了地区"),                         NULL              },
    {"region.move",                 N_("划转了村（社区）"),                "/desk/regions/"  },
    {"region.picture",              N_("换了照片"),                            "/desk/regions/"  },
    {"region.profile",              N_("修改了村情"),                         "/desk/regions/"  },
    {"region.rename",               N_("改了名称"),                            "/desk/regions/"  },
    {"resident.add",                N_("登记了一个人"),                      "/desk/resident/" },
    {"resident.back",               N_("把人记回本村"),                      "/desk/resident/" },
    {"resident.change",             N_("修改了名册上的人"),                "/desk/resident/" },
    {"resident.export",             N_("下载了人口名册"),                   NULL              },
    {"resident.import",             N_("导入了人口名册"),                   NULL              },
    {"resident.left",               N_("记下人不在本村"),                   "/desk/resident/" },
    {"resident.link",               N_("把账号对应到名册上的人"),       "/desk/resident/" },
    {"resident.unlink",             N_("取消了账号和人的对应"),          "/desk/resident/" },
    {"slip.make_anew",              N_("换掉了注册纸条的码"),             NULL              },
    {"slip.print",                  N_("打印了注册纸条"),                   NULL              },
    {"standard_answer.put",         N_("写了常用答复"),                      NULL              },
    {"standard_answer.remove",      N_("删掉了常用答复"),                   NULL              },
    {"subsidy.create",              N_("新建了补贴名单"),                   "/desk/subsidy/"  },
    {"subsidy.discard",             N_("丢弃了补贴名单"),                   NULL              },
    {"subsidy.hand_in",             N_("提交了补贴名单"),                   "/desk/subsidy/"  },
    {"subsidy.lines",               N_("换了补贴名单的各行"),             "/desk/subsidy/"  },
    {"subsidy.pay",                 N_("登记了补贴发放"),                   "/desk/subsidy/"  },
    {"subsidy.planned",             N_("改了补贴的拨付总额"),             "/desk/subsidy/"  },
    {"subsidy.reopen",              N_("打开补贴名单更正"),                "/desk/subsidy/"  },
    {"tally.repair",                N_("重算了汇总数字"),                   NULL              },
    {"training.add",                N_("排了一场培训"),                      "/desk/training/" },
    {"training.attendance",         N_("记了谁参加培训"),                   "/desk/training/" },
    {"training.change",             N_("修改了培训"),                         "/desk/training/" },
    {"training.remove",             N_("删掉了培训"),                         NULL              },
    {"training.rule",               N_("改了培训以后才能公开的要求"), NULL              },
};

static const ActionRow *
find_action(Text action)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (text_eq(action, text_c(actions[i].action)))
            return &actions[i];
    return NULL;
}

static Text
link_of(Ctx *ctx, const ActionRow *action, const AuditLine *line)
{
    if (action->link == NULL)
        return (Text){0};
    /* A place is known by twelve digits, an item by its code. */
    if (text_starts(line->action, T("region.")))
        return text_printf(ctx->arena, "%s%012lld", action->link, (long long)line->object);
    if (text_starts(line->action, T("catalogue.")))
        return text_printf(ctx->arena, "%s%.*s", action->link, TEXT_ARGS(line->detail));
    return text_printf(ctx->arena, "%s%lld", action->link, (long long)line->object);
}

static AuditRowView
row_of(Ctx *ctx, const AuditLine *line)
{
    const ActionRow *action = find_action(line->action);
    Role role;
    AuditRowView row = {
        .when = time_format_minute(ctx->arena, line->at),
        .who = line->account != 0 ? line->name : TR(ctx->lang, "系统"),
        .where = text_is_empty(line->region_name) ? TR(ctx->lang, "整个平台") : line->region_name,
        .what = action != NULL ? tr_text(ctx->lang, action->words) : line->action,
        .detail = line->detail,
    };

    if (line->account != 0)
        row.who_link =
            text_printf(ctx->arena, "/desk/audit?account=%lld", (long long)line->account);
    if (action != NULL)
        row.link = link_of(ctx, action, line);
    if (text_starts(line->action, T("account.")) && role_parse(line->detail, &role))
        row.detail = tr_text(ctx->lang, role_title(role));
    return row;
}

static Status
audit_page(Ctx *ctx, const Request *req, Response *res)
{
    AuditView view = {.later = request_query(req, "cursor").at != NULL};
    Text who = request_query(req, "account");
    AuditLines lines;
    int64_t account = 0;

    if (!text_is_empty(who) && (!text_to_i64(who, &account) || account <= 0))
        return NOT_FOUND;
    TRY(audit_read_all(ctx, actor_scopes(ctx, CAN_READ_AUDIT), account,
                       request_query(req, "cursor"), &lines));
    if (account != 0)
        view.whose = lines.len != 0 ? lines.at[0].name : who;
    view.page = page_begin(ctx, req, TR(ctx->lang, "操作留痕"));
    view.lines.at = NEW_ARRAY(ctx->arena, AuditRowView, lines.len);
    for (size_t i = 0; i < lines.len; i++)
        view.lines.at[view.lines.len++] = row_of(ctx, &lines.at[i]);
    if (!text_is_empty(lines.next))
        view.next_link = text_printf(ctx->arena, "/desk/audit?cursor=%.*s%s%.*s",
                                     TEXT_ARGS(lines.next), account != 0 ? "&account=" : "",
                                     account != 0 ? (int)who.len : 0, account != 0 ? who.at : "");
    response_page(ctx, req, res, html_account_audit, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/audit", audit_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable audit_desk_routes = {routes, sizeof routes / sizeof routes[0]};
