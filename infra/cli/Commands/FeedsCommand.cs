using System.CommandLine;
using IncDiv.Contracts;
using IncDiv.Contracts.Feeds;

namespace IncDiv.Cli.Commands;

/// <summary><c>incdiv feeds</c>: the contracts as a data dictionary.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var command = new Command("feeds", "Print the contracts of the feeds as a data dictionary.");
        command.SetAction(_ => Console.Out.Write(DataDictionary.ToMarkdown(FeedCatalogue.Default)));
        return command;
    }
}
