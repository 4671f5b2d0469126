using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.People;

internal static class PeopleRegistration
{
    internal static IServiceCollection AddPeople(this IServiceCollection services) => services.AddScoped<PersonNames>();
}
