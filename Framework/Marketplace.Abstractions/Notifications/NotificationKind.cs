namespace Marketplace.Abstractions;

/// <summary>What a module tells people about. Register it as a singleton <see cref="INotificationKinds"/>.</summary>
public interface INotificationKinds
{
    IEnumerable<NotificationKind> GetKinds();
}

/// <summary>
/// One kind of notification. Subject and body are templates: <c>{{name}}</c> stands for a value; the body is Markdown. Administrators may
/// change both for their tenant. Values are shown as they are given: they can neither add markup nor headers.
/// </summary>
/// <param name="Id">Stored, for example <c>credits.transfer-received</c>: lower case, never changed.</param>
/// <param name="Title">One line that names it in lists, localized.</param>
/// <param name="Category">What customers choose by, localized by its title.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Markdown without HTML; links lead to <c>https:</c>, <c>http:</c> or <c>mailto:</c> addresses.</param>
public sealed record NotificationKind(
    string Id, string Title, NotificationCategory Category, string Subject, string Body, params NotificationValue[] Values)
{
    /// <summary>Where it goes unless a person chose otherwise.</summary>
    public NotificationChannels DefaultChannels { get; init; } = NotificationChannels.Mail | NotificationChannels.App;

    /// <summary>
    /// False: people are told whatever they chose, as of charges and of their account's safety. It goes to the default channels then.
    /// </summary>
    public bool MaySwitchOff { get; init; } = true;

    /// <summary>What the button below the text says; null: "Look at it". Shown where a notification has a link.</summary>
    public string? LinkText { get; init; }
}

/// <param name="Id">Stored, for example <c>wallet</c>. Modules may share one.</param>
/// <param name="Title">Localized.</param>
public sealed record NotificationCategory(string Id, string Title)
{
    /// <summary>Told to those who run the tenant: only who may enter the admin portal sees it among the choices.</summary>
    public bool ForAdministrators { get; init; }
}

/// <summary>A value that templates of a kind may use as <c>{{name}}</c>. Every kind also has <c>{{site}}</c>, the tenant's name.</summary>
/// <param name="Name">Letters, digits and <c>-</c>.</param>
/// <param name="Meaning">Shown beside the template editor, localized.</param>
/// <param name="Sample">Stands in previews.</param>
public sealed record NotificationValue(string Name, string Meaning, string Sample);

[Flags]
public enum NotificationChannels
{
    None = 0,

    /// <summary>The bell in the top bar and the page behind it.</summary>
    App = 1,

    Mail = 2,
}
