/*
 * Organisation: the district plans a training session and says who came, a new village admin may publish only after it, the
 * leading group stands on the place's page, holidays come from a sheet.  At the end each of the pages is looked at.
 */
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const DISTRICT = "210111000000";
const TRAININGS = `/desk/trainings/${DISTRICT}`;
const DAYS = "日期\t到哪天\t类型\t名称\n2031-10-01\t2031-10-07\t放假\t国庆节\n2031-09-28\t\t上班\t国庆节\n";
let session;

test("a session is planned, who came is ticked, from a sheet, and printed", async (t) => {
    const page = await site.page({ size: "desktop", account: "district" });
    await page.goto(TRAININGS);
    t.includes(await words(page), "管理员 622 人，培训过 622 人");
    await page.goto(`${TRAININGS}/new`);
    await page.fill("#title", "新规矩学习");
    await page.fill("#day", "2023-05-30");
    await page.fill("#hours", "一个");
    await page.locator("main form button[type=submit]").click();
    t.includes(await words(page), "请写几个小时");
    await page.fill("#hours", "1.5");
    await page.locator("main form button[type=submit]").click();
    session = /(\/desk\/training\/\d+)/.exec(page.url())[1];
    t.includes(await words(page), "1.5");
    await page.goto(`${session}?place=210111010000`);
    await page.locator("input[name=present]").first().check();
    await page.locator("form[action$='/attendance'] button:not([name])").click();
    t.includes(await words(page), "已保存，改了 1 人");
    t.check(await page.locator("input[name=present]").first().isChecked(), "the tick stays");
    await page.goto(`${session}/import`);
    await page.fill("#pasted", "登录名\t姓名\nvillage\t\nnobody\t\n");
    await page.locator("form[enctype] button[type=submit]").click();
    t.includes(await words(page), "本地的管理员里没有这个人");
    await page.fill("#pasted", "登录名\t姓名\nvillage\t\nfinance\t\n");
    await page.locator("form[enctype] button[type=submit]").click();
    await page.locator("form[action$='/confirm'] button").click();
    t.includes(await words(page), "新签到 2 人");
    const list = await page.request.get(`${session}/list.pdf?who=attended`);
    t.check((await list.body()).subarray(0, 5).toString() === "%PDF-", "the list is a PDF");
});

test("who was not trained is told when the next session is", async (t) => {
    const district = await site.page({ size: "desktop", account: "district" });
    await district.goto("/desk/accounts/new");
    await district.fill("#login", "newcomer");
    await district.fill("#name", "新来的");
    await district.selectOption("#role", "village_admin");
    await district.fill("#region", VILLAGE);
    await district.locator("main form button[type=submit]").click();
    await district.goto(TRAININGS);
    t.includes(await words(district), "还有 1 人 没参加");
    await district.goto(`${TRAININGS}/new`);
    await district.fill("#title", "补课");
    await district.fill("#day", "2023-06-08");
    await district.fill("#hours", "2");
    await district.locator("main form button[type=submit]").click();
    const village = await site.page({ size: "phone", account: "village" });
    await village.goto("/desk/trainings");
    const text = await words(village);
    t.includes(text, "补课");
    t.includes(text, "新来的");
    t.includes(text, "还没参加过");
});

test("the leading group is kept by the place and read by everybody", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto("/desk/group");
    await page.fill("#name", "赵公开");
    await page.fill("#office", "村务监督委员");
    await page.fill("#duty", "每月核对一次村里的账");
    await page.locator("main form[data-guard] button[type=submit]").click();
    const visitor = await site.page({ size: "phone" });
    await visitor.goto(`/r/${VILLAGE}`);
    const text = await words(visitor);
    t.includes(text, "公开的事谁负责");
    t.includes(text, "赵公开");
    t.includes(text, "每月核对一次村里的账");
    await visitor.goto(`/r/${DISTRICT}`);
    t.includes(await words(visitor), "区委书记");
});

test("holidays come from a sheet", async (t) => {
    const page = await site.page({ size: "desktop", account: "district" });
    await page.goto("/desk/calendar/import");
    await page.fill("#pasted", DAYS.replace("上班", "也许"));
    await page.locator("form[enctype] button[type=submit]").click();
    t.includes(await words(page), "“类型”请写“放假”或“上班”");
    await page.fill("#pasted", DAYS);
    await page.locator("form[enctype] button[type=submit]").click();
    await page.locator("form[action$='/confirm'] button").click();
    t.includes(await words(page), "导入了 8 天");
    t.includes(await words(page), "2031-10-07");
});

looks(site, [
    [TRAININGS, "trainings", "district"], [`${TRAININGS}/new`, "training-form", "district"],
    [() => session, "training", "district"], [() => `${session}/import`, "training-import", "district"],
    ["/desk/trainings", "trainings-village", "village"], [`/desk/group/${DISTRICT}`, "group", "district"],
    ["/desk/calendar/import", "calendar-import", "district"],
]);
await site.run();
