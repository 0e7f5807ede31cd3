// An SMTP server for tests: node mail.cjs PORT REFUSALS CODE. It refuses that many messages with that code, then takes them and prints each
// as a line of JSON. It ends with its parent, which holds our standard input open.
const { SMTPServer } = require("smtp-server");

let refusals = Number(process.argv[3]);
const code = Number(process.argv[4]);
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, session, callback) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      if (refusals-- > 0) {
        callback(Object.assign(new Error("Not now"), { responseCode: code }));
        return;
      }
      const message = { to: session.envelope.rcptTo.map((r) => r.address), content: Buffer.concat(chunks).toString("utf8") };
      process.stdout.write(JSON.stringify(message) + "\n", () => callback(null));
    });
  },
});
server.on("error", (error) => process.stderr.write(error.message + "\n"));
server.listen(Number(process.argv[2]), "127.0.0.1");
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
