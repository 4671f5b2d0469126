namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>Inside a module, rooms know each other in one direction.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects.Where(x => x.Room is "Framework" or "Modules" or "Themes").Select(x => x.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void The_rooms_of_a_module_form_no_circle(string name)
    {
        var project = Repository.Projects.Single(x => x.Name == name);
        Findings.None(
            $"The rooms of {name} know each other in one direction:",
            Circles.In(RoomGraph.Of(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll"), project.Folder)));
    }
}
