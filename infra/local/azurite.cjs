// Runs Azurite with its usual arguments, and ends with its parent process, which holds standard input open.
process.stdin.resume();
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
require("azurite/dist/src/azurite");
