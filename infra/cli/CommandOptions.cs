using System.CommandLine.Parsing;

namespace IncDiv.Cli;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<Feed> Feed(bool required = true) => new("--feed")
    {
        Description = "Name of the feed, as 'incdiv feeds' prints it.",
        Required = required,
        CustomParser = FindFeed,
    };

    public static Argument<Feed> FeedArgument() => new("feed")
    {
        Description = "Name of the feed.",
        CustomParser = FindFeed,
    };

    public static Option<Quarter?> Quarter(bool required) => new("--quarter")
    {
        Description = "Quarter of the financial year, like 2026-27-Q2.",
        Required = required,
        CustomParser = result => Read<Quarter>(
            result, text => Contracts.Quarter.TryParse(text, out Quarter quarter) ? quarter : null, "a quarter; write it like 2026-27-Q2"),
    };

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "The date to use as today, like 2017-05-02.",
        CustomParser = result => Read<DateOnly>(
            result,
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null,
            "a date; write it like 2017-05-02"),
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on standard output." };

    public static Option<DirectoryInfo> DropsFolder(bool required = true) =>
        new("--drops") { Description = "Folder with one folder for each feed.", Required = required };

    public static Option<DirectoryInfo> OutFolder() => new("--out") { Description = "Folder to write to.", Required = true };

    private static T? Read<T>(ArgumentResult result, Func<string, T?> parse, string right)
        where T : struct
    {
        string text = result.Tokens[0].Value;
        T? value = parse(text);
        if (value is null)
            result.AddError($"'{text}' is not {right}.");
        return value;
    }

    private static Feed? FindFeed(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        FeedCatalogue feeds = ContractOption.Of(result).Feeds;
        Feed? feed = feeds.Find(name);
        if (feed is null)
            result.AddError($"There is no feed '{name}'. Feeds: {string.Join(", ", feeds.Feeds.Select(f => f.Name))}.");
        return feed;
    }
}
