// The Playground listens on every interface and has no option against it; this keeps it on this machine.
const net = require("node:net");
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function onLoopback(...args) {
  if (typeof args[0] === "object" && args[0] !== null && "port" in args[0])
    args[0] = { ...args[0], host: "127.0.0.1" };
  else if (typeof args[0] === "number" || /^\d+$/.test(String(args[0])))
    args.splice(1, typeof args[1] === "string" ? 1 : 0, "127.0.0.1");
  return listen.apply(this, args);
};
