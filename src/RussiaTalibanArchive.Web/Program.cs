using RussiaTalibanArchive.Web.Commands;

return await CommandLine.RunAsync(args);
