namespace Marketplace.Abstractions.Tests.Users;

public sealed class SamePersonTests
{
    [Theory]
    [InlineData("ann@example.com", "Ann+shop@Example.com", true)]
    [InlineData("a.nn@gmail.com", "ann+x@googlemail.com", true)]
    [InlineData("a.nn@example.com", "ann@example.com", false)]
    [InlineData("ann@example.com", "ann@example.org", false)]
    [InlineData("+ann@example.com", "+ben@example.com", false)]
    public void Two_accounts_with_one_mailbox_are_one_person(string one, string other, bool same) =>
        Assert.Equal(same, SamePerson.Is(new UserSummary("usr_1", one, "", true), new UserSummary("usr_2", other, "", true)));
}
