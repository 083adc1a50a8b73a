-- Visitors who each say something else, from an address of their own (behind a proxy that is trusted).
local n = 0
math.randomseed(20230601)
wrk.method = "POST"
wrk.path = "/api/v1/opinions"
function request()
    n = n + 1
    local address = math.random(1, 223) .. "." .. math.random(0, 255) .. "." .. math.random(0, 255) .. "." .. math.random(1, 254)
    return wrk.format(nil, nil, {["Content-Type"] = "application/json", ["X-Forwarded-For"] = address},
        '{"region": "210111010203", "kind": "complaint", "topic": "roads", "place": "村东", "body": "村东头第' .. n ..
        '盏路灯不亮三天了，晚上看不见路"}')
end
