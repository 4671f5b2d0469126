namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>Inside a module, rooms know each other in one direction.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Projects =>
        [.. Repository.Projects.Where(x => x.Room is "Framework" or "Modules" or "Themes").Select(x => x.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void The_rooms_of_a_module_form_no_circle(string name) =>
        Findings.None($"The rooms of {name} know each other in one direction:", Circles.In(GraphOf(name)));

    [Fact]
    public void The_ledger_knows_no_other_room() =>
        Findings.None(
            "Everything stands on the ledger, which stands on nothing:",
            from knows in GraphOf("Marketplace.Credits")
            where knows.From.StartsWith("Ledger/", StringComparison.Ordinal) && !knows.To.StartsWith("Ledger/", StringComparison.Ordinal)
            select $"{knows.From} knows {knows.To} ({knows.Type})");

    private static IReadOnlyCollection<Knows> GraphOf(string name)
    {
        var project = Repository.Projects.Single(x => x.Name == name);
        return RoomGraph.Of(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll"), project.Folder);
    }
}
