namespace IncDiv.Workflows.Notices;

/// <summary>Decides which notices are due on a day.</summary>
internal static class NoticeRules
{
    /// <summary>Days before a due date on which a steward is reminded of a missing feed.</summary>
    public static readonly int[] ReminderDays = [1, 7, 14];

    // Packs published before notices were set up are not announced later.
    private const int MaxPackAgeDays = 30;

    /// <summary>Notices of recently published packs.</summary>
    public static IEnumerable<Notice> Packs(IReadOnlyList<PackRecord> packs, PackCatalogue catalogue, DeliveryOptions options, DateTimeOffset now)
    {
        foreach (PackRecord pack in packs.Where(p => (now - p.Published).TotalDays <= MaxPackAgeDays))
        {
            string title = catalogue.Find(pack.PackId)?.Title ?? pack.PackId;
            string what = pack.Edition == 1 ? "is published" : "is revised";
            yield return new Notice(
                FormattableString.Invariant($"pack/{pack.PackId}/{pack.Quarter}/{pack.Edition}"), options.MailTo,
                FormattableString.Invariant($"{title}, {pack.Quarter}, edition {pack.Edition} {what}"),
                FormattableString.Invariant(
                    $"{title} for {pack.Quarter}, edition {pack.Edition}, {what}. The figures are in the pack; this message holds none."),
                new Uri($"{options.PackAddress.TrimEnd('/')}/{pack.Path}/index.html"));
        }
    }

    /// <summary>Reminders of feeds that packs still need, 14, 7 and 1 days before the packs are due. If no run took place on such a day, the next run sends the
    /// reminder; if several were missed, only the latest is sent.</summary>
    /// <param name="hasDrop">Whether a feed has an accepted drop for a quarter.</param>
    public static IEnumerable<Notice> MissingFeeds(
        IReadOnlyList<PackDefinition> packs, DeliveryOptions options, DateOnly today, Func<string, Quarter, bool> hasDrop)
    {
        Quarter newest = Quarter.Containing(today);
        var waiting = from pack in packs
                      from back in Enumerable.Range(0, 4)
                      let quarter = newest.AddQuarters(-back)
                      where pack.Publication.Has(quarter)
                      let due = pack.Publication.DueDate(quarter)
                      let left = due.DayNumber - today.DayNumber
                      where left >= 0 && left <= ReminderDays[^1]
                      from feed in pack.RequiredFeeds
                      where !hasDrop(feed, quarter)
                      group pack.Title by (Feed: feed, Quarter: quarter, Due: due, Stage: ReminderDays.First(d => left <= d));
        foreach (var missing in waiting.OrderBy(w => w.Key.Due).ThenBy(w => w.Key.Feed, StringComparer.Ordinal))
        {
            (string feed, Quarter quarter, DateOnly due, int stage) = missing.Key;
            string day = due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            string titles = string.Join("; ", missing.Distinct(StringComparer.Ordinal));
            yield return new Notice(
                FormattableString.Invariant($"reminder/{feed}/{quarter}/{day}/{stage}"), options.StewardsOf(feed),
                $"The feed {feed} for {quarter} is missing; due {day}",
                $"No drop of the feed {feed} for {quarter} has been accepted yet. On {day} it is due in: {titles}. "
                + "Without it the figures that need it are shown as [x].",
                Link: null);
        }
    }
}
