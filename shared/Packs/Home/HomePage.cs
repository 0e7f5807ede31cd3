namespace IncDiv.Packs.Home;

/// <summary><c>packs/index.html</c>: what is due next, what is published and what changed, and what was received for each feed: the "dashboard with timescales"
/// that S001 (Action 14) asked for.</summary>
public static class HomePage
{
    private const int QuartersShown = 8;

    /// <summary>The page as UTF-8. The same input gives the same bytes.</summary>
    public static byte[] Render(HomeInput input) => ReportPage.Render(
        "Inclusion and diversity performance packs",
        new PageBanner(
            input.Contracts.Packs.Packs.OrderBy(p => p.Order).FirstOrDefault()?.Owner ?? "",
            "Inclusion and diversity performance packs", $"As of {Wording.Date(input.Today)}"),
        [
            Due(input),
            .. input.Contracts.Packs.Packs.OrderBy(p => p.Order).ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => Editions(p, input)),
            Feeds(input),
        ],
        "This page is updated when a pack is published and after each check for drops. Published editions never change.");

    private static PageSection Due(HomeInput input)
    {
        var table = new DataTable(
            "due-table", "Packs that are due, by date", "Pack", "Quarter", "Due", DataColumn.Number("Days left"), "State", "Required feeds missing");
        var open =
            from pack in input.Contracts.Packs.Packs
            from quarter in OpenQuarters(pack, input)
            let due = pack.Publication.DueDate(quarter)
            orderby due, pack.Order
            select (pack, quarter, due, Left: due.DayNumber - input.Today.DayNumber, Missing: Missing(pack, quarter, input));
        return new PageSection("due", "What is due next", table.Of(open, o =>
        [
            o.pack.Title, Wording.Period(o.quarter), Wording.Date(o.due), o.Left < 0 ? $"\u2212{FigureFormat.Count(-o.Left)}" : FigureFormat.Count(o.Left),
            State(o.Left, o.Missing.Length), o.Missing.Length == 0 ? "none" : Wording.List(o.Missing),
        ]));
    }

    // Quarters that have drops but no pack; if there are none, the next quarter.
    private static List<Quarter> OpenQuarters(PackDefinition pack, HomeInput input)
    {
        List<Quarter> open = [.. input.Quarters.Select(q => q.Quarter)
            .Where(q => pack.Publication.Has(q) && !input.Editions.Any(e => e.PackId == pack.Id && e.Quarter == q))
            .Where(q => pack.Publication.DueDate(q) >= input.Today || input.Quarters.First(h => h.Quarter == q).Feeds.Any(f => !f.IsMissing))];
        if (open.Count == 0 && input.Quarters.Count > 0)
            open.Add(pack.Publication.Next(input.Quarters[^1].Quarter));
        return open;
    }

    private static string[] Missing(PackDefinition pack, Quarter quarter, HomeInput input)
    {
        IReadOnlyList<FeedFacts> feeds = input.Quarters.FirstOrDefault(q => q.Quarter == quarter)?.Feeds ?? [];
        return [.. pack.RequiredFeeds.Select(name => (name, feeds.FirstOrDefault(f => f.Feed == name))).Where(f => f.Item2?.IsMissing ?? true)
            .Select(f => f.Item2?.Title ?? input.Contracts.Feeds.Find(f.name)?.Title ?? f.name)];
    }

    private static string State(int daysLeft, int missing) => (daysLeft, missing) switch
    {
        ( < 0, _) => "overdue",
        (_, 0) => "complete, to be published at the next run or on its date",
        _ => "waiting for feeds",
    };

    private static PageSection Editions(PackDefinition pack, HomeInput input)
    {
        var editions = input.Editions.Where(e => e.PackId == pack.Id).OrderByDescending(e => e.Quarter).ThenByDescending(e => e.Edition).ToList();
        Element about = Tag.P($"For: {pack.Audience}. {pack.Cadence}. {(pack.Tier == PackTier.Public ? "Public." : "Internal.")} Owner: {pack.Owner}.");
        if (editions.Count == 0)
            return new PageSection(pack.Id, pack.Title, about, Tag.P("No edition is published yet."));
        var table = new DataTable(
            $"{pack.Id}-editions", $"Editions of: {pack.Title}", "Quarter", DataColumn.Number("Edition"), "Published", "What changed", "Files");
        return new PageSection(pack.Id, pack.Title, about, table.Of(editions, e =>
        [
            Wording.Period(e.Quarter), FigureFormat.Count(e.Edition), Wording.Date(e.Published),
            e.Changed is int figures ? $"{FigureFormat.Count(figures)} {(figures == 1 ? "figure" : "figures")}" : "first edition of this pack",
            Tag.Ul([Link(e, "index.html", "page"), Link(e, "pack.pdf", "PDF"), Link(e, "pack.xlsx", "workbook"), Link(e, "measures.csv", "CSV")])
                .With("class", "names"),
        ]));
    }

    // Links with the same text need different accessible names, because screen readers list links out of context.
    private static Element Link(HomeEdition edition, string file, string words) =>
        Tag.Link($"{edition.Path}/{file}", words)
            .With("aria-label", $"{words}, {edition.PackId} {edition.Quarter}, edition {FigureFormat.Count(edition.Edition)}");

    private static PageSection Feeds(HomeInput input)
    {
        var table = new DataTable(
            "feeds-table", $"Drops of the last {FigureFormat.Count(QuartersShown)} quarters, by feed", "Feed", "Status",
            DataColumn.Number("Drops accepted"), DataColumn.Number("Drops refused"),
            DataColumn.Number("Rows accepted"), DataColumn.Number("Rows rejected"));
        foreach (HomeQuarter quarter in input.Quarters.OrderByDescending(q => q.Quarter).Take(QuartersShown))
        {
            table.AddGroup($"{Wording.Period(quarter.Quarter)}, to {Wording.Date(quarter.Quarter.LastDay)}");
            foreach (FeedFacts feed in quarter.Feeds)
            {
                int refused = feed.Drops.Count(d => d.Outcome is DropOutcome.Quarantined or DropOutcome.Failed);
                table.AddRow(
                    feed.Title, Status(feed, refused), FigureFormat.Count(feed.Accepted.Count()), FigureFormat.Count(refused),
                    FigureFormat.Count(feed.Accepted.Sum(d => d.RowsAccepted)), FigureFormat.Count(feed.Accepted.Sum(d => d.RowsRejected)));
            }
        }
        return new PageSection("feeds", "What came in", table.ToElement());
    }

    private static string Status(FeedFacts feed, int refused) => (feed.IsMissing, refused) switch
    {
        (false, 0) => "in",
        (false, _) => "in; another drop was refused",
        (true, 0) => "nothing yet",
        _ => "refused: see its receipt",
    };
}

/// <summary>The data for the home page of all packs.</summary>
/// <param name="Today">The day from which due dates are counted.</param>
/// <param name="Quarters">In chronological order: quarters with drops, and the present one.</param>
public sealed record HomeInput(DateOnly Today, ContractSet Contracts, IReadOnlyList<HomeEdition> Editions, IReadOnlyList<HomeQuarter> Quarters);

/// <summary>A published edition.</summary>
/// <param name="Path">Folder of the edition, relative to the home page.</param>
/// <param name="Changed">How many figures differ from the previous edition; null for the first.</param>
public sealed record HomeEdition(string PackId, Quarter Quarter, int Edition, DateOnly Published, string Path, int? Changed);

/// <param name="Feeds">What was received for each feed.</param>
public sealed record HomeQuarter(Quarter Quarter, IReadOnlyList<FeedFacts> Feeds);
