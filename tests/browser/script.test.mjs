/* What app.js adds to a page (docs/ui.md), each hook on a page made for it, under the policy that real pages have. */
import { start, test } from "./harness.mjs";

const site = await start();
const CSP = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'";
const TEXTS = `<div id="texts" hidden data-leave="离开？" data-draft="找回来了" data-discard="不要了" data-busy="正在提交"
    data-copied="已复制" data-add="加一行" data-remove="删掉这行" data-none="没有符合的行"></div>`;

/* A page with this body; what is posted to it is gathered in posts. */
async function fixture(body, mode = {}) {
    const page = await site.page(mode);
    page.posts = [];
    await page.route("**/fixture*", async (route) => {
        if (route.request().method() === "POST") {
            page.posts.push(route.request().postData() || "");
            if (page.slow) await new Promise((resolve) => setTimeout(resolve, 400));
        }
        await route.fulfill({
            contentType: "text/html; charset=utf-8", headers: { "Content-Security-Policy": CSP },
            body: `<!doctype html><html lang="zh-Hans"><head><title>x</title><script type="module" src="/static/app.js"></script></head><body><main>${body}</main>${TEXTS}</body></html>`,
        });
    });
    await page.goto("/fixture");
    return page;
}

test("what was typed is found again, and can be thrown away", async (t) => {
    const page = await fixture(`<form data-draft="a" method="post" action="/fixture"><input name="title" value="原来的">
        <input name="password" type="password"><label><input type="checkbox" name="nil" value="1">无</label><button>送</button></form>`);
    await page.fill("[name=title]", "写了一半");
    await page.check("[name=nil]");
    await page.fill("[name=password]", "secret");
    await page.waitForTimeout(600);
    t.check(!(await page.evaluate(() => JSON.stringify(localStorage))).includes("secret"), "a password is never kept");
    await page.reload();
    t.same(await page.inputValue("[name=title]"), "写了一半", "the title");
    t.check(await page.isChecked("[name=nil]"), "the box is ticked");
    t.includes(await page.textContent("[role=status]"), "找回来了");
    await page.click("text=不要了");
    t.same(await page.inputValue("[name=title]"), "原来的", "the title as the page had it");
    await page.reload();
    t.same(await page.locator("[role=status]").count(), 0, "nothing is offered any more");
});

test("a draft that was sent is gone", async (t) => {
    const page = await fixture(`<form data-draft="b" method="post" action="/fixture"><input name="title"><button>送</button></form>`);
    await page.fill("[name=title]", "写完了");
    await page.waitForTimeout(600);
    await page.click("button");
    await page.waitForLoadState();
    t.same(await page.inputValue("[name=title]"), "", "the title");
});

test("a second press sends nothing", async (t) => {
    const page = await fixture(`<form method="post" action="/fixture"><input name="a" value="1"><button name="how" value="x">送</button></form>`);
    page.slow = true;
    await page.evaluate(() => {
        const button = document.querySelector("button");
        button.click();
        button.click();
        button.click();
    });
    await page.waitForTimeout(900);
    t.same(page.posts.length, 1, "requests");
    t.includes(page.posts[0], "how=x", "the pressed button is sent");
});

test("leaving with changes is asked about, sending is not", async (t) => {
    const page = await fixture(`<form data-guard method="post" action="/fixture"><input name="a"><button>送</button></form><a href="/fixture?2">走</a>`);
    const asked = [];
    page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.accept(); });
    await page.click("a");
    await page.waitForURL(/\?2/);
    t.same(asked.length, 0, "nothing typed, nothing asked");
    await page.fill("[name=a]", "1");
    await page.click("a");
    await page.waitForTimeout(300);
    t.same(asked.join(), "beforeunload", "asked");
    asked.length = 0;
    await page.fill("[name=a]", "1");
    await page.click("button");
    await page.waitForTimeout(300);
    t.same(asked.length, 0, "asked when sending");
});

test("a table shows only the rows that hold the words", async (t) => {
    const page = await fixture(`<div data-filter="rows" hidden><label>找<input type="search"></label></div>
        <table id="rows"><thead><tr><th>村</th></tr></thead><tbody><tr><td>鲍家洼子 A1</td></tr><tr><td>柳树屯 b2</td></tr></tbody></table>`);
    t.check(await page.isVisible("[data-filter]"), "the field is there with script");
    await page.fill("[type=search]", "屯 B2");
    t.same(await page.locator("tbody tr:visible").count(), 1, "rows");
    await page.fill("[type=search]", "没有");
    t.check(await page.isVisible("text=没有符合的行"), "it says that there is none");
});

/* A photo drawn in the browser: width × height of noise, so that it is not small. */
const photo = (page, width, height) => page.evaluate(([w, h]) => {
    const canvas = document.createElement("canvas");
    canvas.width = w;
    canvas.height = h;
    const pen = canvas.getContext("2d");
    for (let x = 0; x < w; x += 8)
        for (let y = 0; y < h; y += 8) {
            pen.fillStyle = `rgb(${(x * 7 + y * 13) % 256},${(x * 31) % 256},${(y * 17) % 256})`;
            pen.fillRect(x, y, 8, 8);
        }
    return canvas.toDataURL("image/jpeg", 0.98).split(",")[1];
}, [width, height]);

test("a photo is made smaller before it is sent, with a preview; other files stay", async (t) => {
    const page = await fixture(`<form method="post" action="/fixture" enctype="multipart/form-data"><div><input type="file" name="f" multiple data-shrink></div><button>送</button></form>`);
    const bytes = Buffer.from(await photo(page, 2400, 1800), "base64");
    await page.setInputFiles("[type=file]", [
        { name: "票据.jpeg", mimeType: "image/jpeg", buffer: bytes },
        { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") },
    ]);
    await page.waitForSelector(".previews figure");
    const files = await page.evaluate(async () => {
        const out = [];
        for (const file of document.querySelector("[type=file]").files) {
            const size = file.type.startsWith("image/") ? await createImageBitmap(file) : { width: 0, height: 0 };
            out.push({ name: file.name, bytes: file.size, width: size.width, height: size.height });
        }
        return out;
    });
    t.same(files[0].name, "票据.jpg", "name");
    t.same(`${files[0].width}×${files[0].height}`, "1600×1200", "pixels");
    t.check(files[0].bytes < bytes.length, "fewer bytes");
    t.same(files[1].bytes, 8, "the other file");
    t.same(await page.locator(".previews figure").count(), 2, "previews");
    t.check(await page.locator(".previews img").first().evaluate((image) => image.naturalWidth > 0), "the preview is seen");
    t.same(page.complaints.join(), "", "the policy is kept");
});

test("a file may be dropped, cells may be pasted", async (t) => {
    const page = await fixture(`<div data-drop><input type="file" name="f"></div><textarea data-paste></textarea>`);
    await page.evaluate(() => {
        const carrier = new DataTransfer();
        carrier.items.add(new File(["a,b"], "表.csv", { type: "text/csv" }));
        document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: carrier, bubbles: true, cancelable: true }));
        const clip = new DataTransfer();
        clip.setData("text/html", "<table><tr><td>姓名</td><td>金额</td></tr><tr><td>王 五</td><td>1,200</td></tr></table>");
        clip.setData("text/plain", "姓名 金额");
        document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: clip, bubbles: true, cancelable: true }));
    });
    t.same(await page.evaluate(() => document.querySelector("[type=file]").files[0].name), "表.csv", "the file");
    t.same(await page.inputValue("textarea"), "姓名\t金额\n王 五\t1,200", "the cells");
});

test("rows of a typed table come and go", async (t) => {
    const page = await fixture(`<form method="post" action="/fixture"><div><table><thead><tr><th>姓名</th></tr></thead>
        <tbody data-rows><tr><td><input name="cell[0][0]" id="cell[0][0]" value="甲"></td></tr></tbody></table></div><button>送</button></form>`);
    await page.click("text=加一行");
    await page.keyboard.type("乙");
    await page.click("text=加一行");
    await page.keyboard.type("丙");
    t.same(await page.locator("tbody input").evaluateAll((all) => all.map((one) => one.name + one.value).join()),
        "cell[0][0]甲,cell[1][0]乙,cell[2][0]丙", "names and values");
    await page.locator("[aria-label=删掉这行]").nth(1).click();
    t.same(await page.locator("tbody input").evaluateAll((all) => all.map((one) => one.value).join()), "甲,丙", "what is left");
});

test("buttons that need script appear with it and work", async (t) => {
    const page = await fixture(`<button type="button" data-copy="文字" hidden>复制</button><button type="button" data-print hidden>打印</button>
        <form method="get" action="/fixture"><select name="x" data-submit><option>1</option><option>2</option></select></form>`);
    await page.evaluate(() => { window.print = () => { document.title = "printed"; }; });
    await page.click("[data-print]");
    t.same(await page.title(), "printed", "print");
    await page.click("[data-copy]");
    t.same(await page.textContent("[data-copy]"), "已复制", "copy");
    await page.selectOption("select", "2");
    await page.waitForURL(/x=2/);
});

test("the summary of errors has the focus", async (t) => {
    const page = await fixture(`<div data-errors tabindex="-1"><a href="#a">标题不能空着</a></div><input id="a">`);
    t.check(await page.evaluate(() => document.activeElement.hasAttribute("data-errors")), "the summary is focused");
});

await site.run();
