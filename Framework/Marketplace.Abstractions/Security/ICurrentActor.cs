namespace Marketplace.Abstractions;

/// <summary>Who acts in this moment, for what is written down about it. The host answers in every shell.</summary>
public interface ICurrentActor
{
    Acting Get();
}

/// <param name="Id">A user id, or one of the words below for what is no person.</param>
/// <param name="Name">The person's e-mail address, where the session knows it.</param>
/// <param name="Address">Where the act came from: the network address of a request, or who called a command on which machine.</param>
public sealed record Acting(string Id, string? Name, string? Address)
{
    /// <summary>Somebody with access to the server, who called a command.</summary>
    public const string CommandLine = "command-line";

    /// <summary>A recipe that sets up a tenant.</summary>
    public const string Recipe = "recipe";

    /// <summary>Nobody: a job, a task or an event.</summary>
    public const string Program = "program";

    public bool IsPerson => Id is not (CommandLine or Recipe or Program);
}
