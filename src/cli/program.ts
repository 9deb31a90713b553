// The program `backprop`: hands the process's own streams to the command line.
import { processIo } from './io';
import { main } from './main';

export function runProgram(): void {
  const io = processIo();
  main(process.argv.slice(2), io).then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      // 1 would mean "an error was found in a file".
      io.err(`backprop: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}
