/*
 * Red flags: an inspector sees why one is red, asks the village, the village explains, the flag is dismissed with a reason;
 * another becomes a clue; a district changes a rule; another office's list comes in and goes.
 */
import { start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const SPLIT = "210111010205"; /* where a payment is split in the demonstration */

const press = (page, deed) => Promise.all([page.waitForEvent("load"), page.locator(`form[action$="${deed}"] button[type=submit]`).click()]);
const flag_of = async (page, list) => {
    await page.goto(list);
    return page.locator("main table a.strong").first().getAttribute("href");
};

test("why it is red: a sentence, a picture, the rows behind it", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    await page.goto("/desk");
    t.includes(await words(page), "红旗", "they stand on the first page");
    await page.goto(await flag_of(page, `/desk/flags/${SPLIT}?rule=split_payment`));
    const said = await words(page);
    t.includes(said, "每笔都刚好不到 10,000 元");
    t.includes(said, "红旗只是提醒，不等于有问题");
    t.same(await page.locator("svg.dots circle").count(), await page.locator("main table tbody tr").count(), "points and rows");
    const entry = await page.locator("main table a").first().getAttribute("href");
    t.same((await page.goto(entry)).status(), 200, "a row leads to its entry");
});

test("the village is asked, explains, and the flag is dismissed", async (t) => {
    const inspector = await site.page({ size: "phone", account: "inspector" });
    const link = await flag_of(inspector, `/desk/flags/${VILLAGE}`);
    await inspector.goto(link);
    await inspector.fill("#words", "？");
    await press(inspector, "/ask");
    t.same(await inspector.locator("#words-error").count(), 1, "a question has words");
    await inspector.fill("#words", "请说明这一期为什么没有公开");
    await press(inspector, "/ask");
    t.includes(await words(inspector), "已要求说明");

    const village = await site.page({ size: "phone", account: "village" });
    await village.goto("/desk");
    t.includes(await words(village), "纪检监察请您说明", "it stands on the village's first page");
    await village.goto(link);
    t.same(await village.locator(`form[action$="/dismiss"]`).count(), 0, "the village decides nothing");
    await village.fill("#explanation", "   ");
    await press(village, "/explain");
    t.same(await village.locator("#explanation-error").count(), 1, "spaces explain nothing");
    await village.fill("#explanation", "<b>经办人</b>住院，下周补上。");
    await press(village, "/explain");
    t.includes(await words(village), "<b>经办人</b>住院", "tags are only text");

    await inspector.goto(link);
    t.includes(await words(inspector), "村里已回复");
    await inspector.locator("details.deed summary").click();
    await press(inspector, "/dismiss");
    t.same(await inspector.locator("#reason-error").count(), 1, "who dismisses it says why");
    await inspector.fill("#reason", "问过村里，下周补公开，已记下");
    await press(inspector, "/dismiss");
    t.includes(await words(inspector), "已排除");
});

test("one becomes a clue, and only inspectors can tell", async (t) => {
    const inspector = await site.page({ size: "phone", account: "inspector" });
    const other = await site.page({ size: "phone", account: "district" });
    const link = await flag_of(inspector, "/desk/flags/210111000000?rule=overdue");
    await inspector.goto(link);
    await Promise.all([inspector.waitForEvent("load"), inspector.getByRole("link", { name: "转为线索" }).click()]);
    await inspector.fill("#body", "多次提醒，一直没有公开。");
    await inspector.locator("input[name=kind]").first().check({ force: true });
    await press(inspector, "/clues/new");
    await inspector.goto(link);
    t.includes(await words(inspector), "已转线索");
    await other.goto(link);
    t.lacks(await words(other), "线索", "others");
});

test("a district changes a rule; nonsense is refused in words", async (t) => {
    const page = await site.page({ size: "desktop", account: "district" });
    await page.goto("/desk/rules/split_payment");
    const save = () => Promise.all([page.waitForEvent("load"), page.locator("form:has(#value-limit) button").click()]);
    for (const wrong of ["abc", "-5", "99999999999"]) {
        await page.fill("#value-limit", wrong);
        await save();
        t.check((await page.locator(".field-error").first().innerText()).length > 4, wrong);
    }
    await page.fill("#value-limit", "9900");
    await save();
    t.includes(await words(page), "已保存");
    t.includes(await words(page), "现在是 9,900 元");
});

const LISTS = "/desk/outside/210111000000";

test("another office's list comes in, is not read again, and goes", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    const send = async (text) => {
        await page.fill("#source", "区民政局");
        await page.setInputFiles("#file", { name: "d.csv", mimeType: "text/csv", buffer: Buffer.from("姓名,身份证号,死亡日期\n" + text) });
        await press(page, "/deaths");
    };
    await page.goto("/desk/rules");
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: "其他单位的名单" }).click()]);
    t.includes(page.url(), LISTS);
    await page.getByRole("link", { name: "死亡人员" }).click();
    await send("王建国,2101111940,2023-01-05\n李四,210111195001011235,2023-02-30\n");
    const told = await words(page);
    for (const part of ["2 格不对", "B2", "C3", "还没有"]) t.includes(told, part);
    await send("王建国,210111194001011234,2023-01-05\n");
    t.includes(await words(page), "导入了 1 行");
    await page.goto(LISTS + "/deaths");
    t.includes(await words(page), "1 行，截至");
    for (const part of ["王建国", "王**", "210111194001011234"]) t.lacks(await page.content(), part, "what stands in it");
    for (const account of ["district", "township", "village", "leader"]) {
        const other = await site.page({ size: "phone", account });
        t.same((await other.goto(LISTS)).status(), 403, account);
    }
    await press(page, "/remove");
    t.includes(await words(page), "名单已删去");
});

looks(site, [
    ["/desk/flags", "desk-flags", "inspector"],
    [`/desk/flags/${VILLAGE}?view=done`, "desk-flags-done", "village"],
    [first_link(`/desk/flags/${SPLIT}?rule=split_payment`, "main table a.strong"), "desk-flag", "inspector"],
    ["/desk/rules", "desk-rules", "inspector"],
    ["/desk/rules/split_payment", "desk-rule", "district"],
    [LISTS, "desk-outside", "inspector"],
    [LISTS + "/companies", "desk-outside-one", "inspector"],
]);

await site.run();
