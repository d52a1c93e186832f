using RussiaTalibanArchive.Web.Commands;
using RussiaTalibanArchive.Web.Features.Intake.Workers;

// A worker reads one foreign file, apart from everything else that the program is.
return args is [WorkerProgram.Argument] ? WorkerProgram.Run() : await CommandLine.RunAsync(args);
